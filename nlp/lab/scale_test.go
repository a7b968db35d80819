package lab_test
import ("testing";"strings";"time";"github.com/tarn-sql/tarn/nlp/lab")
func TestScale(t *testing.T){
 for _,x:=range []string{note,"WBC ","WBC (","1-","K 3.7 ","BP 120/80, ","1|2|3|","Na/","wbc 12, ","was ", "↑ "}{
  for _,n:=range []int{1,4}{
   text:=strings.Repeat(x,n*100000/len(x))
   doc:=annotate(text)
   for i:=range doc.Entities{doc.Entities[i].Attributes=nil}
   s:=time.Now(); lab.Apply(doc,nil); t.Logf("%q %d: %v",x[:min(len(x),12)],n,time.Since(s))
  }
 }
}
