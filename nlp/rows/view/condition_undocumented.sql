--- Diagnoses that notes assert of the patient, not only suspect, and the structured record does not have: neither under one of the codes they may have, nor in their ICD-10-CM category, nor by name. A row per patient and condition
--- patient_id: Key of the patient
--- condition_name: Preferred name of the condition
--- icd10cm: ICD-10-CM code
--- icd10cm_display: Its name
--- snomed: SNOMED CT code
--- certainty: positive where a note says so without doubt
--- first_time: First time that a note says so
--- last_time: Last time that a note says so
--- mentions: How often notes say so
--- documents: In how many documents
--- entity_id: The surest mention, to be looked up in nlp_entity
--- condition_text: As it is written there
--- source_type: Type of the resource that it is in
--- source_id: Key of that resource
WITH recorded AS (
	SELECT r.patient_id, c.system, c.code, lower(trim(regexp_replace(coalesce(c.display, c.text, ''), ' \([a-z/ ]+\)$', ''))) AS name
	FROM lake.public.condition r
	JOIN lake.public.coding c ON c.resource_type = 'Condition' AND c.resource_id = r.id AND c.path = 'code'
	WHERE r.patient_id IS NOT NULL AND (r.verification_status_code IS NULL OR r.verification_status_code NOT IN ('entered-in-error', 'refuted'))
	UNION
	SELECT patient_id, NULL, NULL, lower(trim(code_text))
	FROM lake.public.condition
	WHERE patient_id IS NOT NULL AND code_text IS NOT NULL AND (verification_status_code IS NULL OR verification_status_code NOT IN ('entered-in-error', 'refuted'))
),
mention AS (
	SELECT * FROM lake.public.nlp_condition WHERE dx_kind = 'DIAGNOSIS' AND patient_id IS NOT NULL AND certainty IN ('positive', 'positive_possible')
),
known AS (
	SELECT m.entity_id
	FROM mention m JOIN lake.public.nlp_link l ON l.entity_id = m.entity_id
	JOIN recorded r ON r.patient_id = m.patient_id AND r.system = l.system AND r.code = l.code
	UNION
	SELECT m.entity_id
	FROM mention m JOIN recorded r ON r.patient_id = m.patient_id AND r.system = 'http://hl7.org/fhir/sid/icd-10-cm' AND left(r.code, 3) = left(m.icd10cm, 3)
	UNION
	SELECT m.entity_id
	FROM mention m JOIN recorded r ON r.patient_id = m.patient_id AND r.name <> ''
		AND r.name IN (lower(m.condition_text), lower(m.condition_name), lower(m.icd10cm_display), lower(m.snomed_display))
)
SELECT m.patient_id, m.condition_name, arg_max(m.icd10cm, (m.score, m.entity_id)) AS icd10cm,
	arg_max(m.icd10cm_display, (m.score, m.entity_id)) AS icd10cm_display, arg_max(m.snomed, (m.score, m.entity_id)) AS snomed,
	CASE WHEN bool_or(m.certainty = 'positive') THEN 'positive' ELSE min(m.certainty) END AS certainty,
	min(m.doc_time) AS first_time, max(m.doc_time) AS last_time, count(*) AS mentions, count(DISTINCT m.doc_key) AS documents,
	arg_max(m.entity_id, (m.score, m.entity_id)) AS entity_id, arg_max(m.condition_text, (m.score, m.entity_id)) AS condition_text,
	arg_max(m.source_type, (m.score, m.entity_id)) AS source_type, arg_max(m.source_id, (m.score, m.entity_id)) AS source_id
FROM mention m
WHERE m.entity_id NOT IN (SELECT entity_id FROM known)
GROUP BY m.patient_id, m.condition_name
