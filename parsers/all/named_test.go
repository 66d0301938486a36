package all_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/all"
)

func TestAFileThatNobodyKnowsIsDamagedWhenItsNameIsThatOfAFormat(t *testing.T) {
	binary := "rege\x00\x01\x02"
	for name, want := range map[string]string{
		"CONFIG/REG_HKLM_Software_Hive.hiv": "hive",
		"config/SYSTEM":                     "hive",
		"x/NTUSER.DAT":                      "hive",
		"REG_HKLM_SYSTEM_Hive.log":          "regfile",
		"NetTrace.etl":                      "etl",
		"Config/TrustSettings.xml":          "trustsettings",
		"dump.pcapng":                       "pcap",
		"system.txt":                        "",
		"photo.bin":                         "",
	} {
		require.Equal(t, want, all.Named(parsers.NewHead([]byte(binary), name)), name)
	}
	require.Empty(t, all.Named(parsers.NewHead([]byte("a note about the system\n"), "system")), "a word, not a hive")
}
