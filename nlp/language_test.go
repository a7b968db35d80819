package nlp

import (
	"testing"

	"github.com/tarn-sql/tarn/nlp/token"
)

func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"Patient denies chest pain. History of asthma.":                                                     "en",
		"lisinopril 10 mg daily, metformin 500 mg BID":                                                      "en",
		"HTN, DM2, CAD s/p CABG":                                                                            "en",
		"Seen by Dr. Müller von der Heide for asthma.":                                                      "en",
		"王小明 is a 45 year old man with hypertension.":                                                       "en",
		"患者は発熱と咳を訴える。胸痛なし。":                                                                                 "und",
		"患者は高血圧症。アムロジピン 5mg 1日1回 内服中。血圧 130/80。":                                                            "und",
		"患者主诉发热、咳嗽三天，无胸痛。":                                                                                  "und",
		"Пациент жалуется на боль в груди.":                                                                 "und",
		"Pat. klagt über Schmerzen im rechten Knie. Kein Fieber.":                                           "de",
		"65-jährige Patientin mit Dyspnoe seit 3 Tagen, kein Fieber. Diabetes mellitus, Hypertonie.":        "de",
		"Paciente refiere dolor abdominal desde hace 2 días. Niega fiebre.":                                 "es",
		"Patiente de 54 ans, douleur thoracique depuis 3 jours, pas de fièvre.":                             "fr",
		"Maria de los Santos, Los Angeles: metoprolol 25 mg PO bid. Diabetes, gout, hypertension, obesity.": "en",
	} {
		if got := language(text, token.Scan(nil, text), false); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
