--- Drugs that texts say the patient takes, took or gets: neither denied nor planned nor hypothetical nor of others, no allergies. With doses
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
--- drug_text: The drug as written
--- drug_type: GENERIC_NAME | BRAND_NAME
--- ingredient: The drug's ingredient, or its preferred name
--- rxcui: RxNorm concept
--- strength_text: Strength as written
--- strength_value: Strength
--- strength_unit: Unit of the strength
--- dose_text: Dose as written
--- dose_low: Dose, or the lower end of its range; a strength that is the dose (metformin 500 mg BID) too
--- dose_high: Upper end of the dose's range
--- dose_unit: Unit of the dose
--- form: Form as written
--- form_code: Normalised code of the form
--- route: Route as written
--- route_code: Normalised code of the route
--- freq_text: Frequency as written
--- freq_code: Code of the timing: BID, QD, …
--- freq_count: How often in a period
--- freq_period: Length of the period
--- freq_unit: Unit of the period (UCUM: h, d, wk)
--- when_codes: Events of the day that doses go with (HS, AC, …), as JSON
--- timing: The timing as FHIR Timing (JSON)
--- duration_text: Duration as written
--- duration_value: Duration
--- duration_unit: Unit of the duration
--- rate_text: Rate as written
--- prn: As needed
--- max_dose_text: Largest dose as written
--- reason: What it is for, as written
--- prn_reason: What it is needed for, where it is taken as needed
--- daily_dose: Dose of a day, the larger where there is a range
--- daily_dose_unit: Its unit
--- sig: The whole instruction as written
--- dosage: The instruction as an array of FHIR Dosage (JSON)
--- event: active | started | stopped | held | increased | decreased | refilled
WITH attribute AS (
	SELECT entity_id,
		arg_min(text, attribute_no) FILTER (type = 'STRENGTH') AS strength_text,
		arg_min(value_num, attribute_no) FILTER (type = 'STRENGTH') AS strength_value,
		arg_min(coalesce(ucum, unit), attribute_no) FILTER (type = 'STRENGTH') AS strength_unit,
		arg_min(text, attribute_no) FILTER (type = 'DOSAGE') AS dose_text,
		arg_min(value_num, attribute_no) FILTER (type = 'DOSAGE') AS dose_low,
		arg_min(coalesce(value_hi, value_num), attribute_no) FILTER (type = 'DOSAGE') AS dose_high,
		arg_min(coalesce(ucum, unit), attribute_no) FILTER (type = 'DOSAGE') AS dose_unit,
		arg_min(text, attribute_no) FILTER (type = 'FORM') AS form,
		arg_min(value_code, attribute_no) FILTER (type = 'FORM') AS form_code,
		arg_min(text, attribute_no) FILTER (type = 'ROUTE_OR_MODE') AS route,
		arg_min(value_code, attribute_no) FILTER (type = 'ROUTE_OR_MODE') AS route_code,
		arg_min(text, attribute_no) FILTER (type = 'FREQUENCY' AND value_code IS DISTINCT FROM 'PRN') AS freq_text,
		arg_min(value_code, attribute_no) FILTER (type = 'FREQUENCY' AND value_code IS DISTINCT FROM 'PRN') AS freq_code,
		arg_min(normalized, attribute_no) FILTER (type = 'FREQUENCY' AND value_code IS DISTINCT FROM 'PRN') AS timing,
		arg_min(text, attribute_no) FILTER (type = 'DURATION') AS duration_text,
		arg_min(value_num, attribute_no) FILTER (type = 'DURATION') AS duration_value,
		arg_min(coalesce(ucum, unit), attribute_no) FILTER (type = 'DURATION') AS duration_unit,
		arg_min(text, attribute_no) FILTER (type = 'RATE') AS rate_text,
		arg_min(text, attribute_no) FILTER (type = 'MAX_DOSE') AS max_dose_text,
		count(*) FILTER (type = 'FREQUENCY' AND value_code = 'PRN') > 0 AS prn,
		arg_min(text, attribute_no) FILTER (type = 'REASON') AS reason,
		arg_min(coalesce(value_hi, value_num), attribute_no) FILTER (type = 'SIG') AS daily_dose,
		arg_min(coalesce(ucum, unit), attribute_no) FILTER (type = 'SIG') AS daily_dose_unit,
		arg_min(text, attribute_no) FILTER (type = 'SIG') AS sig,
		arg_min(normalized, attribute_no) FILTER (type = 'SIG') AS dosage,
		arg_min(normalized, attribute_no) FILTER (type = 'SIG') -> '$[0].doseAndRate[0]' AS dose
	FROM lake.public.nlp_attribute
	WHERE entity_id IS NOT NULL
	GROUP BY entity_id
)
SELECT e.entity_id, e.doc_key, e.source_type, e.source_id, e.patient_id, e.encounter_id, e.doc_time, e.section,
	e.text AS drug_text, e.type AS drug_type, e.norm_text AS ingredient, c.rxcui,
	a.strength_text, a.strength_value, a.strength_unit, a.dose_text,
	coalesce(a.dose_low, TRY_CAST(coalesce(a.dose ->> '$.doseQuantity.value', a.dose ->> '$.doseRange.low.value') AS DECIMAL(38, 10))) AS dose_low,
	coalesce(a.dose_high, TRY_CAST(coalesce(a.dose ->> '$.doseQuantity.value', a.dose ->> '$.doseRange.high.value') AS DECIMAL(38, 10))) AS dose_high,
	coalesce(a.dose_unit, a.dose ->> '$.doseQuantity.code', a.dose ->> '$.doseRange.low.code') AS dose_unit, a.form, a.form_code,
	a.route, a.route_code, a.freq_text, a.freq_code,
	TRY_CAST(a.timing ->> '$.repeat.frequency' AS INTEGER) AS freq_count,
	TRY_CAST(a.timing ->> '$.repeat.period' AS DECIMAL(18, 6)) AS freq_period,
	a.timing ->> '$.repeat.periodUnit' AS freq_unit,
	a.timing ->> '$.repeat.when' AS when_codes,
	a.timing, a.duration_text, a.duration_value, a.duration_unit, a.rate_text, a.max_dose_text, coalesce(a.prn, false) AS prn, a.reason,
	CASE WHEN a.prn THEN a.reason END AS prn_reason, a.daily_dose, a.daily_dose_unit, a.sig, a.dosage, e.event, e.begin_char, e.end_char, e.score, e.certainty, e.temporality
FROM lake.public.nlp_entity e
LEFT JOIN lake.public.nlp_code c ON c.entity_id = e.entity_id
LEFT JOIN attribute a ON a.entity_id = e.entity_id
WHERE e.source = 'tarn' AND e.category = 'MEDICATION' AND e.asserted AND e.event IS DISTINCT FROM 'allergy'
