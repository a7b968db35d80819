--- Tests and vital signs that texts say were done on the patient, with their values: a row for each value, one without where the text has none
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
--- test_text: The test as written
--- test_name: Its preferred name
--- loinc: LOINC code
--- loinc_display: Its name
--- comparator: < | <= | >= | >
--- value_num: The value, if it is a number; the lower end of a range
--- value_hi: The upper end of a range
--- value_text: The value as written
--- unit: Its unit in the usual spelling
--- ucum: Its unit as UCUM code
--- flag: H | L | A | N | POS | NEG
--- component_loinc: LOINC code of the component that the value is of: systolic or diastolic pressure
--- ref_low: Lower end of the reference range
--- ref_high: Upper end of the reference range
--- test_time: Time of the test as written
WITH attribute AS (
	SELECT entity_id,
		arg_min(text, attribute_no) FILTER (type = 'TEST_UNIT') AS unit_text,
		arg_min(ucum, attribute_no) FILTER (type = 'TEST_UNIT') AS unit_ucum,
		arg_min(value_num, attribute_no) FILTER (type = 'TEST_RANGE') AS ref_low,
		arg_min(value_hi, attribute_no) FILTER (type = 'TEST_RANGE') AS ref_high,
		arg_min(text, attribute_no) FILTER (type = 'TIME_TO_TEST_NAME') AS test_time
	FROM lake.public.nlp_attribute
	WHERE entity_id IS NOT NULL
	GROUP BY entity_id
)
SELECT e.entity_id, e.doc_key, e.source_type, e.source_id, e.patient_id, e.encounter_id, e.doc_time, e.section,
	e.text AS test_text, e.norm_text AS test_name, c.loinc, c.loinc_display,
	v.comparator, v.value_num, v.value_hi, v.text AS value_text, coalesce(v.unit, a.unit_text) AS unit, coalesce(v.ucum, a.unit_ucum) AS ucum,
	CASE WHEN NOT regexp_matches(v.value_code, '^[0-9]+-[0-9]$') THEN v.value_code END AS flag,
	CASE WHEN regexp_matches(v.value_code, '^[0-9]+-[0-9]$') THEN v.value_code END AS component_loinc, a.ref_low, a.ref_high, a.test_time,
	e.begin_char, e.end_char, e.score, e.certainty, e.temporality
FROM lake.public.nlp_entity e
LEFT JOIN lake.public.nlp_code c ON c.entity_id = e.entity_id
LEFT JOIN lake.public.nlp_attribute v ON v.entity_id = e.entity_id AND v.type = 'TEST_VALUE'
LEFT JOIN attribute a ON a.entity_id = e.entity_id
WHERE e.source = 'tarn' AND e.category = 'TEST_TREATMENT_PROCEDURE' AND e.type = 'TEST_NAME' AND e.asserted
