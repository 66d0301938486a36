package systeminfo

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestOnlyAZoneWithoutSummerTimeProvesTheOffset(t *testing.T) {
	for name, want := range map[string]time.Duration{
		"(UTC+09:00) 大阪、札幌、東京":              9 * time.Hour,
		"(UTC+09:00) Osaka, Sapporo, Tokyo": 9 * time.Hour,
		"Tokyo Standard Time":               9 * time.Hour,
		"東京 (標準時)":                          9 * time.Hour,
		"(UTC) Coordinated Universal Time":  0,
	} {
		got, ok := zoneOffset(name)
		require.True(t, ok, name)
		require.Equal(t, want, got, name)
	}
	for _, name := range []string{"", "(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Pacific Standard Time", "(UTC-08:00) 太平洋標準時 (米国およびカナダ)"} {
		_, ok := zoneOffset(name)
		require.False(t, ok, name)
	}
}
