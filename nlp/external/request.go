package external

import "encoding/json"

// Document is a text to annotate. Its id is unique within a batch.
type Document struct {
	ID   string
	Text string // canonical: valid UTF-8
}

// EncodeBatch is the request for a batch of documents.
func EncodeBatch(documents []Document) ([]byte, error) {
	type document struct {
		ID       string `json:"id"`
		Text     string `json:"text"`
		Language string `json:"language"`
	}
	request := struct {
		Documents []document `json:"documents"`
	}{make([]document, len(documents))}
	for i, d := range documents {
		request.Documents[i] = document{d.ID, d.Text, "en"}
	}
	return json.Marshal(request)
}
