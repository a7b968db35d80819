package main

import (
	"fmt"
	"strconv"
	"time"
)

// populationQuestions are what analysts ask of a population: the SQL, and the same from the CSV export.
var populationQuestions = []struct {
	name, sql string
	answer    func(o oracle) []string
}{
	{
		"active diabetics by age band and sex",
		`SELECT p.gender, date_part('year', age(timestamp '2026-01-01', p.birth_date))::int / 20 * 20, count(DISTINCT p.id)
		 FROM condition c JOIN patient p ON p.id = c.patient_id
		 WHERE c.code IN ('44054006', '714628002') AND c.clinical_status_code = 'active' GROUP BY 1, 2`,
		func(o oracle) []string {
			patients, d := by(o["patients"], "Id"), distinct{}
			for _, c := range o["conditions"] {
				if (c["CODE"] == "44054006" || c["CODE"] == "714628002") && c["STOP"] == "" {
					p := patients[c["PATIENT"]]
					d.add(fmt.Sprintf("%s|%d", sex(p), ageAt(p, 2026)/20*20), p["Id"])
				}
			}
			return d.rows()
		},
	},
	{
		"top 20 medications",
		`SELECT code, n FROM (
		   SELECT coalesce(r.medication_code, m.code) AS code, count(*) AS n, rank() OVER (ORDER BY count(*) DESC) AS place
		   FROM medication_request r LEFT JOIN medication m ON m.id = r.medication_id GROUP BY 1) ranked WHERE place <= 20`,
		func(o oracle) []string { return top(tally(o["medications"], "CODE"), 20) },
	},
	{
		"mean HbA1c by year",
		`SELECT extract(year FROM effective_start)::int, count(*), avg(round(value_number, 1))
		 FROM observation WHERE code = '4548-4' AND code_system = 'http://loinc.org' GROUP BY 1`,
		func(o oracle) []string { return meanByYear(o, "4548-4") },
	},
	{
		"mean systolic pressure by year",
		`SELECT extract(year FROM o.effective_start)::int, count(*), avg(round(c.value_number, 1))
		 FROM observation_component c JOIN observation o ON o.id = c.observation_id WHERE c.code = '8480-6' GROUP BY 1`,
		func(o oracle) []string { return meanByYear(o, "8480-6") },
	},
	{
		"encounters within 30 days of a discharge",
		`SELECT e.class_code, count(DISTINCT e.id)
		 FROM encounter i JOIN encounter e ON e.patient_id = i.patient_id
		  AND e.period_start > i.period_end AND e.period_start <= i.period_end + interval '30 days'
		 WHERE i.class_code = 'IMP' GROUP BY 1`,
		func(o oracle) []string {
			d := distinct{}
			for _, i := range o["encounters"] {
				if classCode(i) != "IMP" {
					continue
				}
				end := when(i["STOP"])
				for _, e := range o["encounters"] {
					start := when(e["START"])
					if e["PATIENT"] == i["PATIENT"] && start.After(end) && !start.After(end.Add(30*24*time.Hour)) {
						d.add(classCode(e), e["Id"])
					}
				}
			}
			return d.rows()
		},
	},
	{
		"encounters and mean length by class",
		`SELECT class_code, count(*), avg(extract(epoch FROM period_end - period_start) / 60) FROM encounter GROUP BY 1`,
		func(o oracle) []string {
			m := means{}
			for _, e := range o["encounters"] {
				m[classCode(e)] = append(m[classCode(e)], when(e["STOP"]).Sub(when(e["START"])).Minutes())
			}
			return m.rows()
		},
	},
	{
		"cost by encounter class",
		`SELECT e.class_code, round(sum(t.amount_value)) FROM explanation_of_benefit b
		 JOIN explanation_of_benefit_total t ON t.explanation_of_benefit_id = b.id AND t.category_code = 'submitted'
		 JOIN encounter e ON e.id = b.encounter_id WHERE b.type_code <> 'pharmacy' GROUP BY 1`,
		func(o oracle) []string {
			sum := map[string]float64{}
			for _, e := range o["encounters"] {
				cost, _ := strconv.ParseFloat(e["TOTAL_CLAIM_COST"], 64)
				sum[classCode(e)] += cost
			}
			rounded := map[string]string{}
			for k, v := range sum {
				rounded[k] = strconv.FormatFloat(v, 'f', 0, 64)
			}
			var out []string
			for k, v := range rounded {
				out = append(out, k+"|"+v)
			}
			return out
		},
	},
	{
		"immunizations by vaccine and year",
		`SELECT vaccine_code, extract(year FROM occurrence_date_time)::int, count(*) FROM immunization GROUP BY 1, 2`,
		func(o oracle) []string {
			n := map[string]int{}
			for _, i := range o["immunizations"] {
				n[fmt.Sprintf("%s|%d", i["CODE"], when(i["DATE"]).Year())]++
			}
			return counts(n)
		},
	},
	{
		"patients per condition, the 20 most frequent",
		`SELECT code, n FROM (SELECT code, count(DISTINCT patient_id) AS n, rank() OVER (ORDER BY count(DISTINCT patient_id) DESC) AS place
		 FROM condition GROUP BY 1) ranked WHERE place <= 20`,
		func(o oracle) []string {
			d, n := distinct{}, map[string]int{}
			for _, c := range o["conditions"] {
				d.add(c["CODE"], c["PATIENT"])
			}
			for k, members := range d {
				n[k] = len(members)
			}
			return top(n, 20)
		},
	},
	{
		"procedures by class of encounter",
		`SELECT e.class_code, count(*) FROM procedure p JOIN encounter e ON e.id = p.encounter_id GROUP BY 1`,
		func(o oracle) []string {
			encounters, n := by(o["encounters"], "Id"), map[string]int{}
			for _, p := range o["procedures"] {
				n[classCode(encounters[p["ENCOUNTER"]])]++
			}
			return counts(n)
		},
	},
	{
		"deaths by sex and race",
		`SELECT gender, race, count(*) FROM patient WHERE deceased_date_time IS NOT NULL GROUP BY 1, 2`,
		func(o oracle) []string {
			races := map[string]string{"white": "White", "black": "Black or African American", "asian": "Asian"}
			n := map[string]int{}
			for _, p := range o["patients"] {
				if p["DEATHDATE"] != "" {
					n[sex(p)+"|"+races[p["RACE"]]]++
				}
			}
			return counts(n)
		},
	},
	{
		"allergies by category",
		`SELECT category, count(*) FROM allergy_intolerance GROUP BY 1`,
		func(o oracle) []string { return counts(tally(o["allergies"], "CATEGORY")) },
	},
}

func tally(rows []row, column string) map[string]int {
	n := map[string]int{}
	for _, r := range rows {
		n[r[column]]++
	}
	return n
}

func meanByYear(o oracle, loinc string) []string {
	m := means{}
	for _, r := range o["observations"] {
		if r["CODE"] == loinc {
			value, err := strconv.ParseFloat(r["VALUE"], 64)
			if err == nil {
				year := strconv.Itoa(when(r["DATE"]).Year())
				m[year] = append(m[year], value)
			}
		}
	}
	return m.rows()
}

func sex(patient row) string {
	return map[string]string{"M": "male", "F": "female"}[patient["GENDER"]]
}

// ageAt is the age in whole years on the first of January.
func ageAt(patient row, year int) int {
	birth := when(patient["BIRTHDATE"])
	age := year - birth.Year()
	if birth.YearDay() > 1 {
		age--
	}
	return age
}

// classCode is the FHIR code of a CSV encounter class, as Synthea's FHIR exporter maps it.
func classCode(encounter row) string {
	return map[string]string{
		"inpatient": "IMP", "emergency": "EMER", "urgentcare": "AMB", "ambulatory": "AMB", "outpatient": "AMB", "wellness": "AMB",
		"home": "HH", "virtual": "VR", "hospice": "HH", "snf": "IMP",
	}[encounter["ENCOUNTERCLASS"]]
}
