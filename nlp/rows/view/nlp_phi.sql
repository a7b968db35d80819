--- Protected health information in texts: names, dates, addresses, numbers, whoever they are of
--- entity_id: The mention: nlp_entity.entity_id
--- doc_key: The document: nlp_document.doc_key
--- source_type: Type of the resource that the text is in
--- source_id: Key of that resource
--- patient_id: Key of the patient whose text it is
--- encounter_id: Key of the encounter
--- doc_time: When the text was written, or what it is of
--- section: Canonical name of the section
--- phi_type: NAME, AGE, DATE, ID, EMAIL, ADDRESS, PROFESSION, PHONE_OR_FAX, URL
--- phi_text: The words as written
--- method: pattern, or record where the patient's own data named it
--- begin_byte: Where it begins in nlp_document.text (bytes)
--- end_byte: Where it ends
--- begin_char: Where it begins in nlp_document.text (characters)
--- end_char: Where it ends
--- score: How sure it is, 0 to 1
SELECT entity_id, doc_key, source_type, source_id, patient_id, encounter_id, doc_time, section,
	type AS phi_type, text AS phi_text, method, begin_byte, end_byte, begin_char, end_char, score
FROM lake.public.nlp_entity
WHERE category = 'PROTECTED_HEALTH_INFORMATION'
