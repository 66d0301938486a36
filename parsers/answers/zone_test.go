package answers

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestAnswersProveTheZoneOfTheClock(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"paste.txt", "Tokyo Standard Time\n", "Asia/Tokyo"},
		{"tzutil.txt", "UTC\r\n", "Etc/UTC"},
		{"tz.txt", "Id                         : Tokyo Standard Time\nDisplayName                : (UTC+09:00) 大阪、札幌、東京\nBaseUtcOffset              : 09:00:00\nSupportsDaylightSavingTime : False\n", "Asia/Tokyo"},
		{"tz.txt", "Id                         : Contoso Standard Time\nBaseUtcOffset              : -04:30:00\nSupportsDaylightSavingTime : False\n", "-04:30"},
		{"tz.txt", "Time zone: Current:TIME_ZONE_ID_UNKNOWN Bias: -540min (UTC=LocalTime+Bias)\n  [Standard Name:\"Tokyo Standard Time\" Bias:0min Date:(unspecified)]\n  [Daylight Name:\"Tokyo Daylight Time\" Bias:-60min Date:(unspecified)]\n", "+09:00"},
		{"tz.txt", "タイム ゾーン: 現在:TIME_ZONE_ID_UNKNOWN バイアス: -540分 (UTC=ローカル時間+バイアス)\n", "+09:00"},
		{"tz.txt", "Time zone: Current:TIME_ZONE_ID_DAYLIGHT Bias: 480min (UTC=LocalTime+Bias)\n  [Standard Name:\"Pacific Standard Time\" Bias:0min Date:(M:11 D:1 DoW:0)]\n  [Daylight Name:\"Pacific Daylight Time\" Bias:-60min Date:(M:3 D:2 DoW:0)]\n", "-07:00"},
	} {
		in := parsers.Input{Path: tt.name, R: strings.NewReader(tt.text)}
		require.Equal(t, parsers.Structure, Parser{}.Detect(parsers.NewHead([]byte(tt.text), tt.name)), tt.text)
		res, err := Parser{}.Parse(t.Context(), in, &parserstest.Sink{})
		require.NoError(t, err)
		require.NotNil(t, res.Zone, tt.text)
		require.Equal(t, tt.want, res.Zone.String(), tt.text)
		require.Equal(t, 1, res.Records)
	}
}

func TestAWordIsNoZone(t *testing.T) {
	for _, text := range []string{"UTC\n", "Tokyo\n", "Tokyo Standard Time\nand more\n", "Contoso Standard Time\n"} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(text), "x.txt")), text)
	}
}
