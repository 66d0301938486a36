package netconfig

import (
	"regexp"
	"strings"

	"hybriddiag/parsers"
)

func detectWinHTTP(lines []string, _ string) parsers.Likelihood {
	for _, line := range lines {
		if strings.Contains(line, "WinHTTP") && strings.HasSuffix(strings.TrimSpace(line), ":") &&
			(strings.Contains(line, "proxy settings") || strings.Contains(line, "プロキシ設定") || strings.Contains(line, "プロキシの設定")) {
			return parsers.Structure
		}
	}
	return parsers.No
}

// winHTTP reads the proxy of services that use WinHTTP.
type winHTTP struct {
	proxy, bypass, direct found
	advanced              []found
}

// found is a value and where it was.
type found struct {
	name, value string
	line        int
}

var (
	// jsonPair is a line of show advproxy, which prints JSON.
	jsonPair = regexp.MustCompile(`"(\w+)"\s*:\s*(?:"([^"]*)"|([^",\s]+))`)
	hostPort = regexp.MustCompile(`[\w.-]+:\d{2,5}\b`)
)

func (w *winHTTP) line(number int, text string) {
	for _, m := range jsonPair.FindAllStringSubmatch(text, -1) {
		w.advanced = append(w.advanced[:min(len(w.advanced), 20)], found{m[1], m[2] + m[3], number})
	}
	label, value, _ := strings.Cut(strings.ReplaceAll(text, "：", ":"), ":")
	value = strings.TrimSpace(value)
	switch {
	case strings.Contains(text, "Direct access"), strings.Contains(text, "直接アクセス"):
		w.direct = found{line: number}
	case value == "" || strings.Contains(label, "WinHTTP") || strings.Contains(label, `"`):
	case strings.Contains(label, "Bypass"), strings.Contains(label, "バイパス"):
		w.bypass = found{value: none(value), line: number}
	case strings.Contains(label, "Proxy Server"), strings.Contains(label, "プロキシ サーバー"), strings.Contains(label, "プロキシサーバー"),
		w.proxy.line == 0 && hostPort.MatchString(value):
		w.proxy = found{value: value, line: number}
	}
}

// none turns the word for an empty list into one.
func none(value string) string {
	switch value {
	case "(none)", "(なし)":
		return ""
	}
	return value
}

func (w *winHTTP) finish(s *sender) bool {
	const key = `netsh\winhttp`
	for _, f := range w.advanced {
		switch f.name {
		case "Proxy":
			w.proxy = f
		case "ProxyBypass":
			w.bypass = f
		default:
			s.send(key, f.name, "", f.value, f.line)
		}
	}
	switch {
	case w.proxy.line > 0 && w.proxy.value != "":
		s.send(key, "Proxy", "", w.proxy.value, w.proxy.line)
	case w.direct.line > 0, w.proxy.line > 0:
		s.send(key, "Proxy", "direct", "", max(w.direct.line, w.proxy.line))
	default:
		return false
	}
	if w.bypass.line > 0 {
		s.send(key, "BypassList", "", w.bypass.value, w.bypass.line)
	}
	return true
}
