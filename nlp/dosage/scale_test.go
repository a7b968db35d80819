package dosage_test
import ("testing";"strings";"time";"github.com/tarn-sql/tarn/nlp/dosage")
func TestScale(t *testing.T){
 for _,x:=range []string{note,"aspirin ","aspirin (","1-","aspirin 1/2 to ","take ","x 3 ","aspirin, ","until ", "every ","1 1 "}{
  for _,n:=range []int{1,4}{
   text:=strings.Repeat(x,n*100000/len(x))
   doc:=annotate(text)
   for i:=range doc.Entities{doc.Entities[i].Attributes=nil}
   s:=time.Now(); dosage.Apply(doc); t.Logf("%q %d: %v",x[:min(len(x),12)],n,time.Since(s))
  }
 }
}
