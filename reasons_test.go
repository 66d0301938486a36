package diag

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/finding"
)

func TestManyReasonsOfOneKindAreCountedInsteadOfListed(t *testing.T) {
	record := func(n int) finding.Reason {
		return finding.Reason{Code: "record-damaged", Path: "a.evtx", Message: finding.Message{En: fmt.Sprint("record ", n)}}
	}
	checksum := finding.Reason{Code: "chunk-checksum", Path: "a.evtx", Message: finding.Message{En: "the checksum differs"}}
	more := finding.Reason{Code: "more", Path: "a.evtx", Message: finding.Message{En: "6 more of the kind record-damaged", Ja: "種類が record-damaged の問題がほかに 6 件あります。"}}
	var many []finding.Reason
	for n := range 10 {
		many = append(many, record(n))
	}
	require.Equal(t, []finding.Reason{checksum, record(0), record(1), record(2), more, record(9)}, fewOfEach(append([]finding.Reason{checksum}, many...)))
	require.Equal(t, many[:5], fewOfEach(many[:5]), "one more takes no more place than its number")
	require.Empty(t, fewOfEach(nil))
}
