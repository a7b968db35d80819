--- The best code that each entity has in the usual systems. Codes of disabled vocabularies do not count
--- entity_id: The entity
--- icd10cm: ICD-10-CM code
--- icd10cm_display: Its name
--- icd10cm_score: How well it fits, 0 to 1
--- snomed: SNOMED CT code
--- snomed_display: Its name
--- rxcui: RxNorm concept
--- rxnorm_display: Its name
--- rxnorm_score: How well it fits, 0 to 1
--- loinc: LOINC code
--- loinc_display: Its name
--- loinc_score: How well it fits, 0 to 1
SELECT entity_id,
	arg_min(code, rank) FILTER (system = 'http://hl7.org/fhir/sid/icd-10-cm') AS icd10cm,
	arg_min(display, rank) FILTER (system = 'http://hl7.org/fhir/sid/icd-10-cm') AS icd10cm_display,
	arg_min(score, rank) FILTER (system = 'http://hl7.org/fhir/sid/icd-10-cm') AS icd10cm_score,
	arg_min(code, rank) FILTER (system = 'http://snomed.info/sct') AS snomed,
	arg_min(display, rank) FILTER (system = 'http://snomed.info/sct') AS snomed_display,
	arg_min(code, rank) FILTER (system = 'http://www.nlm.nih.gov/research/umls/rxnorm') AS rxcui,
	arg_min(display, rank) FILTER (system = 'http://www.nlm.nih.gov/research/umls/rxnorm') AS rxnorm_display,
	arg_min(score, rank) FILTER (system = 'http://www.nlm.nih.gov/research/umls/rxnorm') AS rxnorm_score,
	arg_min(code, rank) FILTER (system = 'http://loinc.org') AS loinc,
	arg_min(display, rank) FILTER (system = 'http://loinc.org') AS loinc_display,
	arg_min(score, rank) FILTER (system = 'http://loinc.org') AS loinc_score
FROM lake.public.nlp_link
WHERE vocab_id NOT IN (SELECT v.vocab_id FROM lake.public.nlp_vocabulary v WHERE NOT v.enabled AND v.vocab_id IS NOT NULL)
GROUP BY entity_id
