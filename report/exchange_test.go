package report_test

import (
	"encoding/json"
	"encoding/xml"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/golden"
	"hybriddiag/internal/i18n"
	"hybriddiag/report"
)

func TestSARIFHoldsEveryFindingAndWhatIsOpen(t *testing.T) {
	d := saved(t, "two-hosts")
	got := write(t, "sarif", d, report.Options{Lang: i18n.English})
	golden.Assert(t, filepath.Join("testdata", "two-hosts.en.sarif"), []byte(got))
	var log struct {
		Version string
		Runs    []struct {
			Tool struct {
				Driver struct{ Rules []struct{ ID string } }
			}
			Results []struct {
				RuleID      string
				RuleIndex   int
				Kind, Level string
			}
		}
	}
	require.NoError(t, json.Unmarshal([]byte(got), &log))
	require.Equal(t, "2.1.0", log.Version)
	run := log.Runs[0]
	require.Len(t, run.Results, len(d.Findings)+len(d.NotJudged))
	for _, r := range run.Results {
		require.Equal(t, r.RuleID, run.Tool.Driver.Rules[r.RuleIndex].ID)
		require.Equal(t, r.Kind != "fail", r.Level == "none", "only failures have a level")
	}
}

func TestJUnitCountsFailuresSkipsAndErrors(t *testing.T) {
	got := write(t, "junit", saved(t, "two-hosts"), report.Options{Lang: i18n.Japanese})
	golden.Assert(t, filepath.Join("testdata", "two-hosts.ja.junit.xml"), []byte(got))
	var suites struct {
		Suites []struct {
			Name     string `xml:"name,attr"`
			Failures int    `xml:"failures,attr"`
			Errors   int    `xml:"errors,attr"`
			Skipped  int    `xml:"skipped,attr"`
		} `xml:"testsuite"`
	}
	require.NoError(t, xml.Unmarshal([]byte(got), &suites))
	failures, errors, skipped := 0, 0, 0
	for _, s := range suites.Suites {
		failures, errors, skipped = failures+s.Failures, errors+s.Errors, skipped+s.Skipped
	}
	require.Equal(t, []int{2, 1, 3}, []int{failures, errors, skipped})
}
