package culturetime

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestDatesOfServersAroundTheWorld(t *testing.T) {
	british := Learn("13/06/2024 10:00:00\n")
	tests := []struct {
		culture Culture
		in      string
		want    string
		local   bool
	}{
		{Culture{}, "2025/04/02 02:30:09", "2025-04-02T02:30:09", true},
		{Culture{}, "6/1/2024 10:00:00 AM", "2024-06-01T10:00:00", true},
		{Culture{}, "6/1/2024 12:00:05 AM", "2024-06-01T00:00:05", true},
		{Culture{}, "6/1/2024 12:00:05\u202FPM", "2024-06-01T12:00:05", true},
		{Culture{}, "6/1/2024 10:00:00 p.m.", "2024-06-01T22:00:00", true},
		{british, "6/1/2024 10:00:00", "2024-01-06T10:00:00", true},
		{Culture{}, "24/3/2025 22:03:04", "2025-03-24T22:03:04", true},
		{Culture{}, "24-3-2025 22:03:04", "2025-03-24T22:03:04", true},
		{Culture{}, "1.6.2024 9:05", "2024-06-01T09:05:00", true},
		{Culture{}, "2024年6月1日 午後 1:02:03", "2024-06-01T13:02:03", true},
		{Culture{}, "2024/06/01 午前 10:00:00", "2024-06-01T10:00:00", true},
		{Culture{}, "2024-06-01T10:00:00.1234567Z", "2024-06-01T10:00:00.1234567", false},
		{Culture{}, "2024-06-01T10:00:00+09:00", "2024-06-01T01:00:00", false},
		{Culture{}, "2017-01-04 23:00:55.253", "2017-01-04T23:00:55.253", true},
		{Culture{}, "2024. 6. 1 10:00:00", "2024-06-01T10:00:00", true},
		{Culture{}, "2024/06/01", "2024-06-01T00:00:00", true},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			got, local, ok := tt.culture.Parse(tt.in)
			require.True(t, ok)
			require.Equal(t, tt.want, got.Format("2006-01-02T15:04:05.9999999"))
			require.Equal(t, tt.local, local)
		})
	}
}

func TestWhatIsNoDateIsRefused(t *testing.T) {
	for _, in := range []string{"", "success", "2024/13/01 10:00:00", "2024/02/31 10:00:00", "2024/06/01 25:00:00", "2024/06/01 x", "10.2.3.4:389"} {
		t.Run(in, func(t *testing.T) {
			_, _, ok := Culture{}.Parse(in)
			require.False(t, ok)
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add("2024/06/01 午前 10:00:00")
	f.Add("6/1/2024 10:00:00 AM")
	f.Fuzz(func(_ *testing.T, s string) {
		Learn(s).Parse(s)
	})
}
