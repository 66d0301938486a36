package mta_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/mta"
)

func TestMessageTablesAreNotedNotRead(t *testing.T) {
	p := mta.Parser{}
	require.Equal(t, parsers.Name, p.Detect([]byte{1}, "LocaleMetaData/CONN01-System_1041.MTA"))
	require.Equal(t, parsers.No, p.Detect([]byte{1}, "notes.mta"))
	require.Equal(t, parsers.No, p.Detect(nil, "CONN01-System_1041.MTA"))
	res, err := p.Parse(t.Context(), parsers.Input{}, nil)
	require.NoError(t, err)
	require.Len(t, res.Notes, 1)
	require.Empty(t, res.Problems)
}
