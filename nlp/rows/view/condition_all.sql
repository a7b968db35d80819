--- Conditions of the patient from the structured record and from notes in one relation; entered-in-error and refuted ones left out
--- provenance: Where the row comes from: the structured table, or note
--- source_type: Type of the resource
--- source_id: Key of the resource
--- entity_id: The mention in a note: nlp_entity.entity_id; NULL in structured rows
--- patient_id: Key of the patient
--- encounter_id: Key of the encounter
--- time: Onset, else when it was recorded or written down
--- clinical_status: active, resolved, …; of notes active, or past where the text says so
--- verification_status: confirmed, provisional, …; of notes confirmed, or provisional where the text is unsure
--- kind: SIGN | SYMPTOM | DIAGNOSIS in notes
--- code_system: URI of the code system
--- code: Code of the condition
--- display: Its name
--- text: The condition as written
--- icd10cm: ICD-10-CM code, whatever the system of code is
--- snomed: SNOMED CT code, whatever the system of code is
WITH coding AS (
	SELECT resource_id,
		arg_min(code, ordinal) FILTER (system = 'http://hl7.org/fhir/sid/icd-10-cm') AS icd10cm,
		arg_min(code, ordinal) FILTER (system = 'http://snomed.info/sct') AS snomed
	FROM lake.public.coding
	WHERE resource_type = 'Condition' AND path = 'code'
	GROUP BY resource_id
)
SELECT 'condition' AS provenance, 'Condition' AS source_type, r.id AS source_id, NULL::VARCHAR AS entity_id, r.patient_id, r.encounter_id,
	coalesce(r.onset_start, r.recorded_date) AS time, r.clinical_status_code AS clinical_status, r.verification_status_code AS verification_status,
	NULL::VARCHAR AS kind, r.code_system, r.code, coalesce(r.code_display, r.code_text) AS display, r.code_text AS text, c.icd10cm, c.snomed
FROM lake.public.condition r LEFT JOIN coding c ON c.resource_id = r.id
WHERE r.verification_status_code IS NULL OR r.verification_status_code NOT IN ('entered-in-error', 'refuted')
UNION ALL
SELECT 'note', n.source_type, n.source_id, n.entity_id, n.patient_id, n.encounter_id,
	n.doc_time, CASE n.temporality WHEN 'past' THEN 'past' ELSE 'active' END, CASE n.certainty WHEN 'positive' THEN 'confirmed' ELSE 'provisional' END,
	n.dx_kind,
	CASE WHEN n.snomed IS NOT NULL THEN 'http://snomed.info/sct' WHEN n.icd10cm IS NOT NULL THEN 'http://hl7.org/fhir/sid/icd-10-cm' END,
	coalesce(n.snomed, n.icd10cm), coalesce(CASE WHEN n.snomed IS NOT NULL THEN n.snomed_display ELSE n.icd10cm_display END, n.condition_name), n.condition_text, n.icd10cm, n.snomed
FROM lake.public.nlp_condition n
