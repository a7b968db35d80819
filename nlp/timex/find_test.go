package timex_test

import (
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/sentence"
	"github.com/tarn-sql/tarn/nlp/timex"
	"github.com/tarn-sql/tarn/nlp/token"
)

func TestFind(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Seen 03/05/2024.", "03/05/2024=2024-03-05"},
		{"on 2024-03-05 and 3-5-24", "2024-03-05=2024-03-05|3-5-24=2024-03-05"},
		{"25/12/2023", "25/12/2023=2023-12-25"},
		{"BP 120/80, strength 5/5, 1/2 tablet", ""},
		{"on 3/5 she fell", "3/5=--03-05"},
		{"since 3/2021", "since 3/2021=2021-03"},
		{"March 5, 2024; Mar 5th 2024; 5 March 2024; 05-Mar-2024", "March 5, 2024=2024-03-05|Mar 5th 2024=2024-03-05|5 March 2024=2024-03-05|05-Mar-2024=2024-03-05"},
		{"In March of 2007, in June", "March of 2007=2007-03|June=--06"},
		{"it may 5 times", ""},
		{"appendectomy in 2018", "2018=2018"},
		{"in 2000 mg doses", ""},
		{"at 10:30 am and 8 pm and 0800 hours and 14:05:10", "10:30 am=T10:30|8 pm=T20:00|0800 hours=T08:00|14:05:10=T14:05"},
		{"RPR 1:32, but seen at 1:32 and 1:45 pm", "1:32=T01:32|1:45 pm=T13:45"},
		{"since yesterday, for 3 days, x 2 weeks", "since yesterday=-P1D|for 3 days=P3D|x 2 weeks=P2W"},
		{"three months ago and 2 years prior", "three months ago=-P3M|2 years prior=-P2Y"},
		{"a two-day history of cough", "two-day=P2D"},
		{"over the past week; for the last 6 months; for about a month", "over the past week=P1W|for the last 6 months=P6M|for about a month=P1M"},
		{"follow up in 2 weeks", "in 2 weeks=P2W"},
		{"3-4 hours ago", "3-4 hours ago=-PT3H"},
		{"99 days ago; 100 days ago; for 120 minutes; two decades ago", "99 days ago=-P99D|100 days ago=-P100D|for 120 minutes=PT120M|two decades ago=-P20Y"},
		{"the 5 of March at 0730 h; 3 to 4 days ago", "5 of March=--03-05|0730 h=T07:30|3 to 4 days ago=-P3D"},
		{"last week, next month, this morning, last night, tomorrow", "last week=-P1W|next month=P1M|this morning=P0D|last night=-P1D|tomorrow=P1D"},
		{"POD #2 and hospital day 3", "POD #2=2|hospital day 3=3"},
		{"on Monday", "Monday="},
		{"sat at 95%, mon ami", ""},
		{"**DATE[Apr 10 2008] [**2018-1-1**]", "**DATE[Apr 10 2008]=|[**2018-1-1**]="},
		{"54-year-old man", ""},
		{"for 10\ndays", "for 10\ndays=P10D"},
	} {
		var got []string
		for _, e := range timex.Find(nil, c.text, token.Scan(nil, c.text)) {
			got = append(got, c.text[e.Begin:e.End]+"="+e.Value)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.text, s, c.want)
		}
	}
}

func TestAttach(t *testing.T) {
	text := "Cough for 3 days. MRI on 3/5/2024 showed a cyst. Seen yesterday."
	doc := &annotation.Document{Text: text, Tokens: token.Scan(nil, text)}
	doc.Sentences = sentence.Split(nil, text, doc.Tokens, nil)
	doc.Entities = []annotation.Entity{
		{Span: annotation.Span{Begin: 0, End: 5}, Category: annotation.Condition},
		{Span: annotation.Span{Begin: 18, End: 21}, Category: annotation.TestProcedure, Type: "TEST_NAME"},
		{Span: annotation.Span{Begin: 43, End: 47}, Category: annotation.Condition},
	}
	timex.Attach(doc, timex.Find(nil, text, doc.Tokens))
	var got []string
	for _, e := range doc.Entities[3:] {
		got = append(got, text[e.Begin:e.End]+" "+e.Type)
	}
	want := "for 3 days TIME_TO_DX_NAME|3/5/2024 TIME_TO_TEST_NAME|yesterday TIME_EXPRESSION"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got %s", s)
	}
	// The list has no room for more: it moves, with what owners get.
	if a := doc.Entities[0].Attributes; len(a) != 1 || a[0].Value != "P3D" || a[0].Relationship != "OVERLAP" {
		t.Errorf("attributes %+v", a)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"3/5/2024", "for 3-4 days ago", "since since Mar 5", "10:30 pm.", "POD # 2", "in the last 2/3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, e := range timex.Find(nil, text, token.Scan(nil, text)) {
			if e.Begin < end || e.End <= e.Begin || e.End > len(text) {
				t.Fatalf("span %v after %d of %q", e.Span, end, text)
			}
			end = e.End
		}
	})
}
