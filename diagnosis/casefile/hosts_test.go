package casefile

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

func file(path, host string) *File {
	return &File{Path: path, Result: parsers.Result{Host: host}, Facts: &match.Collector{}}
}

func TestFilesWithoutNameGoToTheComputerTheyBelongTo(t *testing.T) {
	files := []*File{
		file("c.zip!/A/EVENTLOG/x.evtx", "ECS01.contoso.local"),
		file("c.zip!/A/schannel.reg", ""),
		file("c.zip!/B/EVENTLOG/y.evtx", "ECS02.contoso.local"),
		file("c.zip!/B/netsh.txt", ""),
		file("c.zip!/ECS02_hotfix.csv", ""),
		file("c.zip!/loose.reg", ""),
		file("c.zip!/ecs01/tls.txt", ""),
		file("c.zip!/B/short.evtx", "ecs02"),
	}
	AssignHosts(files)
	var got []string
	for _, f := range files {
		got = append(got, f.Host)
	}
	require.Equal(t, []string{
		"ECS01.contoso.local", "ECS01.contoso.local", "ECS02.contoso.local", "ECS02.contoso.local",
		"ECS02.contoso.local", "", "ECS01.contoso.local", "ECS02.contoso.local",
	}, got)
}

func TestTheOnlyComputerOfTheCaseGetsLooseFiles(t *testing.T) {
	files := []*File{file("a/System.evtx", "HOST1"), file("b.reg", "")}
	AssignHosts(files)
	require.Equal(t, "HOST1", files[1].Host)
}

func TestTheCollectorsFileNamesNameTheComputer(t *testing.T) {
	for name, want := range map[string]string{
		"ECS01_Get-ADSyncRunProfileResult.csv":                "ECS01",
		"CONN-01-System.evtx":                                 "CONN-01",
		"CONN01-PS-Certs-LocalMachine-MY.txt":                 "CONN01",
		"CONN01-certutil-v-store-my.txt":                      "CONN01",
		"CONN-01-reg-AADUpConfig.txt":                         "CONN-01",
		"CONN01-ApplicationProxyConnectorService.exe.config":  "CONN01",
		"my-hosts.txt":                                        "",
		"before-reg-export.txt":                               "",
		"Get-ADSyncScheduler.txt":                             "",
		"Microsoft-Windows-CAPI2_Operational.evtx":            "",
		"Archive-2026-03-02-Application.evtx":                 "",
		"SystemEvent.evtx":                                    "",
		"CONN01-Microsoft-AadApplicationProxy-Connector.evtx": "CONN01",
	} {
		require.Equal(t, want, collectorPrefix(name), name)
	}
}

func TestTheCollectorsArchiveNamesTheComputer(t *testing.T) {
	files := []*File{
		file("b.zip!/CONN01_AADAP_traces_2026-02-03_10-09.zip!/debug/Config/TrustSettings.xml", ""),
		file("CONN02_AADAP_traces_2026-02-03_10-19/debug/Config/TrustSettings.xml", ""),
		file("CONN01_AADAP_traces_2026-02-03_10-09.zip!/CONN03-System.evtx", "CONN03.contoso.local"),
	}
	AssignHosts(files)
	require.Equal(t, "CONN01", files[0].Host)
	require.Equal(t, "CONN02", files[1].Host)
	require.Equal(t, "CONN03.contoso.local", files[2].Host)
}

func withSetting(path, host, key, value string) *File {
	f := file(path, host)
	f.Facts.Settings = []evidence.Setting{{Key: key, Name: "Enabled", Value: value}}
	return f
}

func TestNamelessFoldersThatContradictAreDifferentComputers(t *testing.T) {
	const key = `HKLM\SYSTEM\X`
	for name, c := range map[string]struct {
		files []*File
		want  [][2]string // host and folder
	}{
		"two folders": {
			[]*File{withSetting("c.zip!/a/x.reg", "", key, "0"), withSetting("c.zip!/b/x.reg", "", key, "1"), file("c.zip!/b/t.log", ""), file("c.zip!/d/u.log", "")},
			[][2]string{{"", "c.zip!/a/"}, {"", "c.zip!/b/"}, {"", "c.zip!/b/"}, {"", ""}},
		},
		"two archives": {
			[]*File{withSetting("a.zip!/x.reg", "", key, "0"), withSetting("b.zip!/x.reg", "", key, "1")},
			[][2]string{{"", "a.zip!/"}, {"", "b.zip!/"}},
		},
		"beside a computer with a name": {
			[]*File{file("a/System.evtx", "ECS01"), withSetting("a/x.reg", "", key, "0"), withSetting("b/x.reg", "", key, "1")},
			[][2]string{{"ECS01", ""}, {"ECS01", ""}, {"", "b/"}},
		},
		"equal files": {
			[]*File{withSetting("a/x.reg", "", key, "1"), withSetting("b/x.reg", "", key, "1")},
			[][2]string{{"", ""}, {"", ""}},
		},
		"one folder": {
			[]*File{withSetting("a/x.reg", "", key, "0"), withSetting("a/y.reg", "", key, "1")},
			[][2]string{{"", ""}, {"", ""}},
		},
		"inside the folder of a computer": {
			[]*File{file("System.evtx", "ECS01"), withSetting("before/x.reg", "", key, "0"), withSetting("after/x.reg", "", key, "1")},
			[][2]string{{"ECS01", ""}, {"ECS01", ""}, {"ECS01", ""}},
		},
		"beside the log of the only computer": {
			[]*File{file("EVENTLOG/System.evtx", "ECS01"), withSetting("before/x.reg", "", key, "0"), withSetting("after/x.reg", "", key, "1")},
			[][2]string{{"ECS01", ""}, {"ECS01", ""}, {"ECS01", ""}},
		},
		"configuration files": {
			[]*File{withSetting("Framework/machine.config", "", `config\machine.config`, "0"), withSetting("Framework64/machine.config", "", `config\machine.config`, "1")},
			[][2]string{{"", ""}, {"", ""}},
		},
		"folders of products": {
			[]*File{withSetting("Microsoft A/x.xml", "", `trust\a`, "0"), withSetting("Microsoft B/x.xml", "", `trust\a`, "1")},
			[][2]string{{"", ""}, {"", ""}},
		},
	} {
		AssignHosts(c.files)
		var got [][2]string
		for _, f := range c.files {
			got = append(got, [2]string{f.Host, f.apart})
		}
		require.Equal(t, c.want, got, name)
	}
}
