package winzone

import "time"

// zone is a time zone of Windows: the name of its key, words of its display name
// that no other zone has, and a place of the tz database that keeps its clock.
type zone struct {
	key   string
	words []string
	place string
}

// location returns the clock of the zone.
func (z *zone) location() *time.Location {
	l, err := time.LoadLocation(z.place)
	if err != nil {
		return nil
	}
	return l
}

var zones = []zone{
	{"Tokyo Standard Time", []string{"Osaka, Sapporo, Tokyo", "大阪、札幌、東京", "東京 (標準時)"}, "Asia/Tokyo"},
	{"UTC", []string{"Coordinated Universal Time", "協定世界時", "Koordinierte Weltzeit", "Temps universel coordonné", "Tiempo universal coordinado"}, "Etc/UTC"},
	{"Coordinated Universal Time", nil, "Etc/UTC"},

	{"Hawaiian Standard Time", []string{"Hawaii", "ハワイ"}, "Pacific/Honolulu"},
	{"Alaskan Standard Time", []string{"Alaska", "アラスカ"}, "America/Anchorage"},
	{"Pacific Standard Time", []string{"Pacific Time (US", "太平洋標準時 (米国"}, "America/Los_Angeles"},
	{"US Mountain Standard Time", []string{"Arizona", "アリゾナ"}, "America/Phoenix"},
	{"Mountain Standard Time", []string{"Mountain Time (US", "山地標準時 (米国"}, "America/Denver"},
	{"Central Standard Time", []string{"Central Time (US", "中部標準時 (米国"}, "America/Chicago"},
	{"Central America Standard Time", []string{"Central America", "中央アメリカ"}, "America/Guatemala"},
	{"Canada Central Standard Time", []string{"Saskatchewan", "サスカチュワン"}, "America/Regina"},
	{"Eastern Standard Time", []string{"Eastern Time (US", "東部標準時 (米国"}, "America/New_York"},
	{"US Eastern Standard Time", []string{"Indiana (East)", "インディアナ東部"}, "America/Indiana/Indianapolis"},
	{"SA Pacific Standard Time", []string{"Bogota", "ボゴタ"}, "America/Bogota"},
	{"SA Western Standard Time", []string{"La Paz", "ラパス"}, "America/La_Paz"},
	{"Atlantic Standard Time", []string{"Atlantic Time (Canada)", "大西洋標準時 (カナダ)"}, "America/Halifax"},
	{"Newfoundland Standard Time", []string{"Newfoundland", "ニューファンドランド"}, "America/St_Johns"},
	{"E. South America Standard Time", []string{"Brasilia", "ブラジリア", "Brasília"}, "America/Sao_Paulo"},
	{"Argentina Standard Time", []string{"Buenos Aires", "ブエノスアイレス"}, "America/Argentina/Buenos_Aires"},

	{"GMT Standard Time", []string{"London", "Londres", "Londra", "ロンドン", "Lissabon"}, "Europe/London"},
	{"Greenwich Standard Time", []string{"Reykjavik", "レイキャビク"}, "Atlantic/Reykjavik"},
	{"W. Europe Standard Time", []string{"Amsterdam", "アムステルダム"}, "Europe/Berlin"},
	{"Central Europe Standard Time", []string{"Belgrade", "Belgrad", "ベオグラード"}, "Europe/Budapest"},
	{"Romance Standard Time", []string{"Brussels", "Brüssel", "Bruxelles", "Bruselas", "Brussel", "ブリュッセル"}, "Europe/Paris"},
	{"Central European Standard Time", []string{"Sarajevo", "サラエボ"}, "Europe/Warsaw"},
	{"W. Central Africa Standard Time", []string{"West Central Africa", "Afrique centrale", "Westl. Zentralafrika", "西中央アフリカ"}, "Africa/Lagos"},
	{"GTB Standard Time", []string{"Athens", "Athen", "Athènes", "Atenas", "アテネ"}, "Europe/Bucharest"},
	{"FLE Standard Time", []string{"Helsinki", "ヘルシンキ"}, "Europe/Kiev"},
	{"E. Europe Standard Time", []string{"Chisinau", "キシナウ"}, "Europe/Chisinau"},
	{"South Africa Standard Time", []string{"Harare", "ハラーレ"}, "Africa/Johannesburg"},
	{"Israel Standard Time", []string{"Jerusalem", "エルサレム"}, "Asia/Jerusalem"},
	{"Turkey Standard Time", []string{"Istanbul", "イスタンブール"}, "Europe/Istanbul"},
	{"Russian Standard Time", []string{"Moscow", "Moskau", "Moscou", "モスクワ"}, "Europe/Moscow"},
	{"Arab Standard Time", []string{"Kuwait, Riyadh", "クウェート、リヤド"}, "Asia/Riyadh"},
	{"Arabic Standard Time", []string{"Baghdad", "バグダッド"}, "Asia/Baghdad"},
	{"E. Africa Standard Time", []string{"Nairobi", "ナイロビ"}, "Africa/Nairobi"},
	{"Arabian Standard Time", []string{"Abu Dhabi", "アブダビ"}, "Asia/Dubai"},

	{"Pakistan Standard Time", nil, "Asia/Karachi"},
	{"West Asia Standard Time", nil, "Asia/Tashkent"},
	{"India Standard Time", nil, "Asia/Kolkata"},
	{"Sri Lanka Standard Time", nil, "Asia/Colombo"},
	{"Nepal Standard Time", nil, "Asia/Kathmandu"},
	{"Bangladesh Standard Time", nil, "Asia/Dhaka"},
	{"Myanmar Standard Time", nil, "Asia/Yangon"},
	{"SE Asia Standard Time", nil, "Asia/Bangkok"},
	{"China Standard Time", nil, "Asia/Shanghai"},
	{"Singapore Standard Time", nil, "Asia/Singapore"},
	{"Taipei Standard Time", nil, "Asia/Taipei"},
	{"W. Australia Standard Time", nil, "Australia/Perth"},
	{"Korea Standard Time", nil, "Asia/Seoul"},
	{"Cen. Australia Standard Time", []string{"Adelaide", "アデレード"}, "Australia/Adelaide"},
	{"AUS Central Standard Time", []string{"Darwin", "ダーウィン"}, "Australia/Darwin"},
	{"E. Australia Standard Time", []string{"Brisbane", "ブリスベン"}, "Australia/Brisbane"},
	{"AUS Eastern Standard Time", []string{"Canberra, Melbourne, Sydney", "キャンベラ、メルボルン、シドニー"}, "Australia/Sydney"},
	{"Tasmania Standard Time", []string{"Hobart", "ホバート"}, "Australia/Hobart"},
	{"New Zealand Standard Time", []string{"Auckland, Wellington", "オークランド、ウェリントン"}, "Pacific/Auckland"},
}
