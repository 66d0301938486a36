package oplog

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveWhatTheySay(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestACutFileGivesWhatStandsBeforeTheCut(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOtherTextIsNotRecognised(t *testing.T) {
	for _, head := range []string{"", "no\n", "16:51 :: x\n", "Trace Start\n", "<objects/>\n"} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(head), "x")), "%q", head)
	}
}
