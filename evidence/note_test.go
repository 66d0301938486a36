package evidence_test

import (
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
)

func TestTheKindOfANoteIsItsCodeWithoutTheVariant(t *testing.T) {
	require.Equal(t, "no-log", evidence.Code("no-log/old-format").Kind())
	require.Equal(t, "file-cut", evidence.Code("file-cut").Kind())
}

func TestANoteShowsItsValuesWithoutTheCatalogue(t *testing.T) {
	inner := evidence.Say("b", "word", evidence.Word("RAR"))
	require.Equal(t, `a/b line=3 found="x\ny" why=(b word=RAR)`, evidence.Say("a/b", "line", 3, "found", "x\ny", "why", inner).String())
}

func TestAFaultWrapsTheErrorsAmongItsValues(t *testing.T) {
	err := evidence.Failed("a", "error", io.ErrUnexpectedEOF)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.NotErrorIs(t, evidence.Failed("a", "n", 1), io.ErrUnexpectedEOF)
	var fault *evidence.Fault
	require.ErrorAs(t, err, &fault)
	require.Equal(t, evidence.Code("a"), fault.Code)
}
