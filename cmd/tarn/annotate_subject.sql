-- The texts set aside, patient by patient; before them what the record says of the patient.
WITH note AS (FROM {kept}),
noted AS (SELECT DISTINCT patient_id FROM note WHERE patient_id IS NOT NULL),
fact (patient_id, what, system, value) AS (
    SELECT patient_id, 'name', NULL, family FROM lake.public.patient_name
    UNION ALL SELECT patient_id, 'name', NULL, given FROM lake.public.patient_name
    UNION ALL SELECT patient_id, 'name', NULL, text FROM lake.public.patient_name
    UNION ALL SELECT patient_id, 'address', NULL, line FROM lake.public.patient_address
    UNION ALL SELECT patient_id, 'address', NULL, city FROM lake.public.patient_address
    UNION ALL SELECT patient_id, 'address', NULL, postal_code FROM lake.public.patient_address
    UNION ALL SELECT patient_id, 'telecom', NULL, value FROM lake.public.patient_telecom
    UNION ALL SELECT patient_id, 'identifier', NULL, value FROM lake.public.patient_identifier
    UNION ALL SELECT patient_id, 'code', code_system, code FROM lake.public.condition
    UNION ALL SELECT patient_id, 'code', code_system, code FROM lake.public.procedure
    UNION ALL SELECT patient_id, 'code', code_system, code FROM lake.public.allergy_intolerance
    UNION ALL SELECT patient_id, 'code', code_system, code FROM lake.public.observation
    UNION ALL SELECT patient_id, 'code', medication_system, medication_code FROM lake.public.medication_request
    UNION ALL SELECT patient_id, 'code', medication_system, medication_code FROM lake.public.medication_statement
    UNION ALL SELECT patient_id, 'code', medication_system, medication_code FROM lake.public.medication_administration
    UNION ALL SELECT patient_id, 'code', vaccine_code_system, vaccine_code FROM lake.public.immunization
),
known AS (
    SELECT DISTINCT patient_id, what, coalesce(system, '') AS system, value
    FROM fact SEMI JOIN noted USING (patient_id) WHERE value <> ''
)
SELECT seq, patient_id, source_type, source_id, source_version, source_status, encounter_id, type_system, type_code, type_display,
    path, title, content_type, charset, url, status, error, ordinal, source_time, note_time, data, what, system, value
FROM (
    SELECT *, NULL AS what, NULL AS system, NULL AS value, hash(data) AS content FROM note
    UNION ALL BY NAME
    SELECT patient_id, what, system, value FROM known
)
ORDER BY patient_id NULLS FIRST, what NULLS LAST, system, value, content, source_type, source_id, ordinal
