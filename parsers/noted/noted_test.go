package noted_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/noted"
)

func TestFilesThatNobodyReadsAreNamed(t *testing.T) {
	p := noted.Parser{}
	for _, name := range []string{
		"LocaleMetaData/CONN01-System_1041.MTA", "CONFIG/GENERAL/ECS01_tasklist.txt", "CONN01-tasklist-AFTER.txt",
		"CONN01-AppProxyLog.bin", "CONN01-GPReport.html", "OBJECT/Get-ADSyncCSObject_CN=x.txt",
	} {
		require.Equal(t, parsers.Name, p.Detect([]byte{1}, name), name)
		res, err := p.Parse(t.Context(), parsers.Input{Path: name}, nil)
		require.NoError(t, err)
		require.True(t, res.Unread)
		require.Regexp(t, "^not read: .", res.Notes[0])
		require.Empty(t, res.Problems)
	}
}

func TestOtherNamesAndEmptyFilesAreNotNoted(t *testing.T) {
	p := noted.Parser{}
	require.Equal(t, parsers.No, p.Detect([]byte{1}, "notes.mta"))
	require.Equal(t, parsers.No, p.Detect([]byte{1}, "my-tasklist.md"))
	require.Equal(t, parsers.No, p.Detect(nil, "CONN01-System_1041.MTA"))
}
