package eventtext

import (
	"regexp"
	"strings"

	"hybriddiag/evidence"
)

// sentence reads fields back from the text of an event: each named group is a
// field of the event's manifest. Groups of a classic event have no names there
// and are called string1, string2, …
type sentence struct {
	provider string
	ids      []uint32
	text     *regexp.Regexp
}

var sentences = []sentence{
	{"Schannel", []uint32{36871}, regexp.MustCompile(`(?:creating a (?:TLS|SSL) (?P<Type>\w+) credential|(?:TLS|SSL) (?P<Type>\S+?) ?資格(?:情報|証明)).*?(?:internal error state is|内部エラーの状態は) (?P<ErrorState>\d+)`)},
	{"Schannel", []uint32{36870}, regexp.MustCompile(`(?:access the (?:TLS|SSL) (?P<Type>\w+) credential private key|(?:TLS|SSL) (?P<Type>\S+?) ?資格(?:情報|証明)).*?(?P<ErrorCode>0x[0-9A-Fa-f]+)`)},
	{"Schannel", []uint32{36874}, regexp.MustCompile(`(?:An |から )(?P<Protocol>(?:TLS|SSL) \d\.\d) (?:connection request|接続要求)`)},
	{"Schannel", []uint32{36887, 36888}, regexp.MustCompile(`(?:(?:alert|error) code is|警告コードは) (?P<AlertDesc>\d+)`)},
	{"Schannel", []uint32{36888}, regexp.MustCompile(`(?i:SChannel)\s?(?:error state is|のエラー状態は|エラーの状態は) (?P<ErrorState>\d+)`)},
	{"Schannel", nil, regexp.MustCompile(`SSPI client process is (?P<CallerProcessImageName>[^\n(]+?) \(PID: (?P<CallerProcessId>\d+)\)`)},
	{"MsiInstaller", []uint32{1033, 1034, 1035}, regexp.MustCompile(`(?:Product Name|製品名): (?P<string1>.+?)[.。、] ?(?:Product Version|製品(?:の)?バージョン): (?P<string2>[\d.]+?)[.。、] ?(?:Product Language|製品の言語): (?P<string3>\d+)[.。、]`)},
	{"MsiInstaller", []uint32{1033, 1034, 1035}, regexp.MustCompile(`(?:error status|エラーの状態): (?P<string4>\d+)`)},
	{"MsiInstaller", nil, regexp.MustCompile(`^(?P<string1>(?:Product|製品): .+)`)},
	{"ADSync", []uint32{6050, 6100, 6803}, regexp.MustCompile(`(?:management agent|管理エージェント) "(?P<string1>[^"]+)".*?run profile "(?P<string2>[^"]+)"`)},
}

// readBack returns the fields that the text of an event shows. Providers of
// classic sources have no names for their fields.
func readBack(e *evidence.Event) []evidence.Field {
	var data []evidence.Field
	inserted := len(e.Data) > 0
	for _, s := range sentences {
		if !strings.EqualFold(s.provider, e.Provider.Name) || !s.about(e.EventID) {
			continue
		}
		m := s.text.FindStringSubmatch(e.Message)
		for i, name := range s.text.SubexpNames() {
			if i == 0 || m == nil || m[i] == "" {
				continue
			}
			if strings.HasPrefix(name, "string") {
				if inserted {
					continue // the export has the strings themselves
				}
				name = ""
			}
			data = append(data, evidence.Field{Name: name, Value: m[i]})
		}
	}
	return data
}

func (s sentence) about(id uint32) bool {
	for _, want := range s.ids {
		if want == id {
			return true
		}
	}
	return s.ids == nil
}
