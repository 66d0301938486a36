package sentences

import "slices"

const (
	msi       = "MsiInstaller"
	engine    = "ADSync"
	directory = "Directory Synchronization"
	writeback = "PasswordResetService"
)

// products are the sentences of the installer, the sync engine and what runs in
// its process.
var products = []sentence{
	{msi, []uint32{1033, 1034, 1035, 1038}, `(?:Product Name|製品名): (?P<string1>.+?)[.。、] ?(?:Product Version|製品(?:の)?バージョン): (?P<string2>[\d.]+?)[.。、] ?(?:Product Language|製品の言語): (?P<string3>\d+)[.。、]`, 0},
	{msi, []uint32{1033, 1034, 1035}, `(?:error status|エラーの状態): (?P<string4>\d+)`, 0},
	{msi, nil, `^(?P<string1>(?:Product|製品): .+)`, 0},
	{msi, []uint32{}, `Windows Installer installed the product\. Product Name: `, 1033},
	{msi, []uint32{}, `Windows Installer removed the product\. Product Name: `, 1034},
	{msi, []uint32{}, `Windows Installer reconfigured the product\. Product Name: `, 1035},
	{msi, []uint32{}, `Windows Installer requires a system restart\. Product Name: `, 1038},
	{msi, []uint32{}, `^(?:Product|製品): .+ -- Installation failed\.`, 11708},
	{engine, []uint32{6050, 6100, 6803}, `(?:management agent|管理エージェント) "(?P<string1>[^"]+)".*?run profile "(?P<string2>[^"]+)"`, 0},
	{engine, []uint32{}, `(?i)encryption keys? could not be found and ha(?:s|ve) been re-?created|暗号化キーが見つからないため、?再作成されました`, 6208},
	{engine, []uint32{}, `(?i)server encryption key cannot be accessed|サーバーの?暗号化キーにアクセスできません`, 6028},
	{engine, []uint32{}, `The extensible extension returned an unsupported error`, 6801},
	{engine, []uint32{}, `An unexpected error has occurred during a password set operation`, 6329},
	{directory, []uint32{}, `Password hash synchronization failed for domain: `, 611},
	{writeback, []uint32{}, `TrackingId: .*Synchronization Engine returned an error hr=80230619`, 33008},
}

// table is all sentences; of two that fit, the first is the closer one.
var table = patterns(slices.Concat(servicesOfWindows, secureChannel, products))
