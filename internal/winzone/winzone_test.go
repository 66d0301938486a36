package winzone

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestANameTellsHowFarTheClockIsAheadOfUTC(t *testing.T) {
	for name, want := range map[string]struct{ january, july string }{
		"(UTC+09:00) Osaka, Sapporo, Tokyo":                {"+09:00", "+09:00"},
		"(GMT+09:00) 大阪、札幌、東京":                             {"+09:00", "+09:00"},
		"(UTC+05:30) Chennai, Kalkutta, Mumbai, Neu-Delhi": {"+05:30", "+05:30"},
		"(UTC) Coordinated Universal Time":                 {"+00:00", "+00:00"},
		"(UTC+00:00) Dublin, Edinburgh, Lisbon, London":    {"+00:00", "+01:00"},
		"(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Wien":   {"+01:00", "+02:00"},
		"(UTC-05:00) Eastern Time (US & Canada)":           {"-05:00", "-04:00"},
		"(UTC+10:00) Canberra, Melbourne, Sydney":          {"+11:00", "+10:00"},
		"Tokyo Standard Time":                              {"+09:00", "+09:00"},
		"W. Europe Standard Time_dstoff":                   {"+01:00", "+01:00"},
		"(UTC-03:00) Brasilia":                             {"-03:00", "-03:00"},
	} {
		zone := Display(name)
		require.NotNil(t, zone, name)
		require.Equal(t, want.january, Text(offsetIn(zone, time.January)), name)
		require.Equal(t, want.july, Text(offsetIn(zone, time.July)), name)
	}
}

func TestANameThatLeavesSummerTimeOpenProvesNothing(t *testing.T) {
	for _, name := range []string{"", "(UTC+01:00) Somewhere", "(UTC-05:00) Somewhere", "Contoso Standard Time", "(UTC+03:00) London"} {
		require.Nil(t, Display(name), name)
	}
}

func TestAllZonesOfTheTableAreKnown(t *testing.T) {
	for i := range zones {
		require.NotNil(t, zones[i].location(), zones[i].key)
		require.NotNil(t, Key(zones[i].key))
	}
}
