package enginestack

import (
	"testing"

	"github.com/stretchr/testify/require"
)

const lookups = `ERR_: MMS(4820): ..\libutils.cpp(10186): Failed getting registry value 'ADMADoNormalization', 0x2
BAIL: MMS(4820): ..\libutils.cpp(10187): 0x80070002 (The system cannot find the file specified.): Win32 API failure: 2
ERR_: MMS(4820): ..\libutils.cpp(10186): Failed getting registry value 'ADMARecursiveUserDelete', 0x2
BAIL: MMS(4820): ..\libutils.cpp(10187): 0x80070002 (The system cannot find the file specified.): Win32 API failure: 2
`

func TestTheCauseIsNoRoutine(t *testing.T) {
	for name, tt := range map[string]struct{ stack, want string }{
		"a status":            {`"` + lookups + "BAIL: MMS(4820): ..\\sql.cpp(12): 0x8023044a\nERR_: MMS(4820): x.cpp(1): later\nAzure AD Sync 2.5.190.0\"", "0x8023044a"},
		"a status with words": {lookups + "BAIL: MMS(1): ma.cpp(1): 0x800706ba (The RPC server is unavailable.): Win32 API failure: 1722", "0x800706ba (The RPC server is unavailable.): Win32 API failure: 1722"},
		"a container":         {lookups + "BAIL: MMS(1): ma.cpp(8030): 0x80131500\nERR_: MMS(1): eventlog.cpp(421): System.Net.WebException: x\n\"", "System.Net.WebException: x"},
		"a file that is gone": {"BAIL: MMS(1): ma.cpp(1): 0x80070002 (x)", "0x80070002 (x)"},
		"routine only":        {lookups + "Azure AD Sync 2.5.190.0", ""},
		"no stack":            {"text", ""},
	} {
		t.Run(name, func(t *testing.T) { require.Equal(t, tt.want, Cause(tt.stack)) })
	}
}

func TestRoutineEntriesAreLeftOut(t *testing.T) {
	require.Equal(t, "\"BAIL: MMS(1): a.cpp(1): 0x80004005\nAzure AD Sync 2.5.190.0\"",
		Telling("\""+lookups+"BAIL: MMS(1): a.cpp(1): 0x80004005\nAzure AD Sync 2.5.190.0\""))
	require.Equal(t, "some text", Telling("some text"))
}
