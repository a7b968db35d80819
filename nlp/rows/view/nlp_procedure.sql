--- Procedures and treatments that texts say the patient had or gets: neither denied nor planned nor hypothetical nor of others
--- entity_id: The mention: nlp_entity.entity_id
--- doc_key: The document: nlp_document.doc_key
--- source_type: Type of the resource that the text is in
--- source_id: Key of that resource
--- patient_id: Key of the patient
--- encounter_id: Key of the encounter
--- doc_time: When the text was written, or what it is of
--- section: Canonical name of the section
--- begin_char: Where it begins in nlp_document.text (characters)
--- end_char: Where it ends
--- score: How sure the mention is, 0 to 1
--- certainty: positive | positive_possible | neutral_possible
--- temporality: current | past
--- procedure_text: The procedure as written
--- procedure_name: Its preferred name
--- procedure_type: PROCEDURE_NAME | TREATMENT_NAME
--- snomed: SNOMED CT code
--- snomed_display: Its name
--- icd10cm: ICD-10-CM code (of a status: Z90.49)
--- body_site: Place of the body as written
--- laterality: Sides and directions as written
WITH attribute AS (
	SELECT entity_id,
		string_agg(text, ' ' ORDER BY attribute_no) FILTER (type = 'SYSTEM_ORGAN_SITE') AS body_site,
		string_agg(lower(text), ' ' ORDER BY attribute_no) FILTER (type = 'DIRECTION') AS laterality
	FROM lake.public.nlp_attribute
	WHERE entity_id IS NOT NULL
	GROUP BY entity_id
)
SELECT e.entity_id, e.doc_key, e.source_type, e.source_id, e.patient_id, e.encounter_id, e.doc_time, e.section,
	e.text AS procedure_text, e.norm_text AS procedure_name, e.type AS procedure_type, c.snomed, c.snomed_display, c.icd10cm,
	a.body_site, a.laterality, e.begin_char, e.end_char, e.score, e.certainty, e.temporality
FROM lake.public.nlp_entity e
LEFT JOIN lake.public.nlp_code c ON c.entity_id = e.entity_id
LEFT JOIN attribute a ON a.entity_id = e.entity_id
WHERE e.source = 'tarn' AND e.category = 'TEST_TREATMENT_PROCEDURE' AND e.type <> 'TEST_NAME' AND e.asserted
