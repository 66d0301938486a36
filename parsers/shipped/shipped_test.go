package shipped

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirEvents(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestACutFileGivesTheEventsBeforeTheCut(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOtherObjectsAreNoEvents(t *testing.T) {
	for _, text := range []string{
		`{"kind":"event","provider":"ADSync","event_id":6100}`,
		`[{"TimeCreated":"\/Date(1)\/","Id":6100,"ProviderName":"ADSync"}]`,
		`{"Enabled":true,"Message":"EventID"}`,
		"The value EventCode=6100 alone says nothing.",
	} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(text), "x.json")), text)
	}
}
