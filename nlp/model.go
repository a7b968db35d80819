package nlp

// modelIdentity tells versions of the tagger's weights apart; "" as long as no tagger is part of the pipeline.
func modelIdentity() string { return "" }
