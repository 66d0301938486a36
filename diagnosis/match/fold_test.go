package match

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFoldLowersLettersAndStraightensTypography(t *testing.T) {
	for in, want := range map[string]string{
		"":                  "",
		"0x80004005 failed": "0x80004005 failed",
		"FAILED":            "failed",
		"証明書の有効期限が切れています": "証明書の有効期限が切れています",
		"コネクタ Error 表":    "コネクタ error 表",
		"ＴＬＳ ÄÖÜ Д":       "ｔｌｓ äöü д",
		"“TLS\u00a01.2”":  `"tls 1.2"`,
		"表\u2011A":        "表-a",
	} {
		require.Equal(t, want, fold(in), in)
	}
}
