--- Drugs of the patient from the structured record and from notes in one relation; entered-in-error and forbidden ones left out
--- provenance: Where the row comes from: the structured table, or note
--- source_type: Type of the resource
--- source_id: Key of the resource
--- entity_id: The mention in a note: nlp_entity.entity_id; NULL in structured rows
--- patient_id: Key of the patient
--- encounter_id: Key of the encounter
--- time: When it was ordered, given or written down
--- status: Status of the resource; of notes the event (started, stopped, …)
--- code_system: URI of the code system
--- code: Code of the drug
--- display: Name of the drug
--- text: The drug as written
SELECT 'medication_request' AS provenance, 'MedicationRequest' AS source_type, r.id AS source_id, NULL::VARCHAR AS entity_id, r.patient_id, r.encounter_id,
	r.authored_on AS time, r.status, coalesce(r.medication_system, m.code_system) AS code_system, coalesce(r.medication_code, m.code) AS code,
	coalesce(r.medication_display, m.code_display, r.medication_text, m.code_text, r.medication_reference_display) AS display,
	coalesce(r.medication_text, m.code_text) AS text
FROM lake.public.medication_request r LEFT JOIN lake.public.medication m ON m.id = r.medication_id
WHERE r.status IS DISTINCT FROM 'entered-in-error' AND r.do_not_perform IS NOT TRUE
UNION ALL
SELECT 'medication_statement', 'MedicationStatement', r.id, NULL, r.patient_id, r.encounter_id,
	coalesce(r.effective_start, r.date_asserted), r.status, coalesce(r.medication_system, m.code_system), coalesce(r.medication_code, m.code),
	coalesce(r.medication_display, m.code_display, r.medication_text, m.code_text, r.medication_reference_display),
	coalesce(r.medication_text, m.code_text)
FROM lake.public.medication_statement r LEFT JOIN lake.public.medication m ON m.id = r.medication_id
WHERE r.status IS DISTINCT FROM 'entered-in-error' AND r.status IS DISTINCT FROM 'not-taken'
UNION ALL
SELECT 'medication_administration', 'MedicationAdministration', r.id, NULL, r.patient_id, r.encounter_id,
	r.effective_start, r.status, coalesce(r.medication_system, m.code_system), coalesce(r.medication_code, m.code),
	coalesce(r.medication_display, m.code_display, r.medication_text, m.code_text, r.medication_reference_display),
	coalesce(r.medication_text, m.code_text)
FROM lake.public.medication_administration r LEFT JOIN lake.public.medication m ON m.id = r.medication_id
WHERE r.status IS DISTINCT FROM 'entered-in-error' AND r.status IS DISTINCT FROM 'not-done'
UNION ALL
SELECT 'medication_dispense', 'MedicationDispense', r.id, NULL, r.patient_id, r.encounter_id,
	coalesce(r.when_handed_over, r.when_prepared), r.status, coalesce(r.medication_system, m.code_system), coalesce(r.medication_code, m.code),
	coalesce(r.medication_display, m.code_display, r.medication_text, m.code_text, r.medication_reference_display),
	coalesce(r.medication_text, m.code_text)
FROM lake.public.medication_dispense r LEFT JOIN lake.public.medication m ON m.id = r.medication_id
WHERE r.status IS DISTINCT FROM 'entered-in-error' AND r.status IS DISTINCT FROM 'declined'
UNION ALL
SELECT 'note', n.source_type, n.source_id, n.entity_id, n.patient_id, n.encounter_id,
	n.doc_time, n.event, CASE WHEN n.rxcui IS NOT NULL THEN 'http://www.nlm.nih.gov/research/umls/rxnorm' END, n.rxcui,
	n.ingredient, n.drug_text
FROM lake.public.nlp_medication n
