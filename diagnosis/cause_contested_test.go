package diagnosis

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/parsers"
)

func TestOfValuesThatDifferTheLaterOneCounts(t *testing.T) {
	lib := library(t, "AAA-001\nlayer: 0\nseverity: high\nselect: {off: {setting: {key: 'HKLM\\K', name: V, value: 0}}}\ncondition: off\n")
	early, late := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		off, on       evidence.Setting // as two files show it
		offAt, onAt   time.Time        // when the files were taken
		want          finding.Confidence
		contradiction bool
	}{
		"order unknown":            {want: finding.Possible, contradiction: true},
		"one time only":            {offAt: early, want: finding.Possible, contradiction: true},
		"repaired":                 {offAt: early, onAt: late},
		"broken later":             {offAt: late, onAt: early, want: finding.Probable},
		"at the same moment":       {offAt: late, onAt: late, want: finding.Possible, contradiction: true},
		"repaired in the hive":     {off: evidence.Setting{LastWrite: early}, on: evidence.Setting{LastWrite: late}},
		"broken later in the hive": {off: evidence.Setting{LastWrite: late}, on: evidence.Setting{LastWrite: early}, want: finding.Probable},
	} {
		engine, err := Compile(lib)
		require.NoError(t, err)
		file := func(path string, s evidence.Setting, value string, taken time.Time) *casefile.File {
			s.Key, s.Name, s.Value = `HKLM\K`, "V", value
			facts := engine.NewCollector()
			facts.Setting(s)
			return &casefile.File{Path: path, Result: parsers.Result{Host: "H", Taken: taken}, Facts: facts}
		}
		d, err := engine.Conclude(t.Context(), []*casefile.File{file("a.txt", c.off, "0", c.offAt), file("b.txt", c.on, "1", c.onAt)}, at(60*24))
		require.NoError(t, err)
		if c.want == "" {
			require.Empty(t, d.Findings, name)
			continue
		}
		require.Len(t, d.Findings, 1, name)
		require.Equal(t, c.want, d.Findings[0].Confidence, name)
		if c.contradiction {
			require.Len(t, d.Findings[0].Evidence, 2, name)
			require.Equal(t, "V = 1; contradicts the other file", d.Findings[0].Evidence[1].Why.En, name)
		} else {
			require.Len(t, d.Findings[0].Evidence, 1, name)
		}
	}
}
