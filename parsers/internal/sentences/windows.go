package sentences

const scm = "Service Control Manager"

// servicesOfWindows are the sentences of Windows' own services.
var servicesOfWindows = []sentence{
	{scm, []uint32{7000}, `The (?P<param1>.+?) service failed to start due to the following error:\s*(?P<param2Error>[^\n]*)`, 7000},
	{scm, []uint32{7000}, `(?P<param1>[^\n]+?) サービスを、?次のエラーが原因で開始できませんでした[:：]\s*(?P<param2Error>[^\n]*)`, 7000},
	{scm, []uint32{7001}, `The (?P<param1>.+?) service depends on the (?P<param2>.+?) service which failed to start because of the following error:\s*(?P<param3Error>[^\n]*)`, 7001},
	{scm, []uint32{7001}, `(?P<param1>[^\n]+?) サービスは、?次のエラーが原因で開始できなかった (?P<param2>[^\n]+?) サービスに依存しています[:：]\s*(?P<param3Error>[^\n]*)`, 7001},
	{scm, []uint32{7009}, `A timeout was reached \((?P<param1>\d+) milliseconds\) while waiting for the (?P<param2>.+?) service to connect`, 7009},
	{scm, []uint32{7009}, `(?P<param2>[^\n]+?) サービスの接続を待機中にタイムアウト \((?P<param1>\d+) ミリ秒\) になりました`, 7009},
	{scm, []uint32{7011}, `A timeout (?:was reached )?\((?P<param1>\d+) milliseconds\) (?:was reached )?while waiting for a transaction response from the (?P<param2>.+?) service`, 7011},
	{scm, []uint32{7011}, `(?P<param2>[^\n]+?) サービスからのトランザクション応答の待機中にタイムアウト \((?P<param1>\d+) ミリ秒\) になりました`, 7011},
	{scm, []uint32{7022}, `The (?P<param1>.+?) service hung on starting`, 7022},
	{scm, []uint32{7022}, `(?P<param1>[^\n]+?) サービスは(?:開始|起動)時に(?:ハング|停止)しました`, 7022},
	{scm, []uint32{7023}, `The (?P<param1>.+?) service terminated with the following error:\s*(?P<param2Error>[^\n]*)`, 7023},
	{scm, []uint32{7023}, `(?P<param1>[^\n]+?) サービスは、?次のエラー(?:で|により)終了しました[:：]\s*(?P<param2Error>[^\n]*)`, 7023},
	{scm, []uint32{7024}, `The (?P<param1>.+?) service terminated with (?:the following )?service-specific error:?\s*(?P<param2Error>[^\n]*)`, 7024},
	{scm, []uint32{7024}, `(?P<param1>[^\n]+?) サービスは、?次のサービス固有の?エラー(?:で|により)終了しました[:：]\s*(?P<param2Error>[^\n]*)`, 7024},
	{scm, []uint32{7031}, `The (?P<param1>.+?) service terminated unexpectedly\. It has done this (?P<param2>\d+) time\(s\)\. The following corrective action will be taken in (?P<param3>\d+) milliseconds: (?P<param5>[^\n.]+)`, 7031},
	{scm, []uint32{7031}, `(?P<param1>[^\n]+?) サービスは予期せぬ原因により終了しました。 ?このサービスの終了は (?P<param2>\d+) 回目です。 ?次の修正操作が (?P<param3>\d+) ミリ秒以内に実行されます[:：] ?(?P<param5>[^\n。]+)`, 7031},
	{scm, []uint32{7034}, `The (?P<param1>.+?) service terminated unexpectedly\. It has done this (?P<param2>\d+) time\(s\)`, 7034},
	{scm, []uint32{7034}, `(?P<param1>[^\n]+?) サービスは予期せぬ原因により終了しました。 ?このサービスの終了は (?P<param2>\d+) 回目です`, 7034},
	{scm, []uint32{7036}, `The (?P<param1>.+?) service entered the (?P<param2>\w+) state`, 7036},
	{scm, []uint32{7036}, `(?P<param1>[^\n]+?) サービスは、? ?(?P<param2>[^\s、]+?) ?状態に(?:移行|なり)`, 7036},
	{scm, []uint32{7041}, `The (?P<param1>.+?) service was unable to log on as (?P<param2>.+?) with the currently configured password due to the following error:\s*[^\n]*(?s:.{0,300})not been granted the requested logon type`, 7041},
	{scm, []uint32{7041}, `(?P<param1>[^\n]+?) サービスは[^\n]*?現在構成されているパスワード[^\n]*?で (?P<param2>\S+) としてログオンできませんでした(?s:.{0,300})要求された種類のログオン`, 7041},
	{scm, []uint32{7038}, `The (?P<param1>.+?) service was unable to log on as (?P<param2>.+?) with the currently configured password due to the following error:\s*(?P<param3Error>[^\n]*)`, 7038},
	{scm, []uint32{7038}, `(?P<param1>[^\n]+?) サービスは[^\n]*?現在構成されているパスワード[^\n]*?で (?P<param2>\S+) としてログオンできませんでした[^\n]*?[:：]\s*(?P<param3Error>[^\n]*)`, 7038},
	{scm, []uint32{7040}, `The start type of the (?P<param1>.+?) service was changed from (?P<param2>.+?) to (?P<param3>[^\n.]+)`, 7040},
	{scm, []uint32{7040}, `(?P<param1>[^\n]+?) サービスの開始の種類は (?P<param2>.+?) から (?P<param3>.+?) に変更されました`, 7040},
	{scm, []uint32{7045}, `A service was installed in the system\.\s+Service Name: (?P<ServiceName>[^\n]+?)\s+Service File Name: (?P<ImagePath>[^\n]+?)\s+Service Type: (?P<ServiceType>[^\n]+?)\s+Service Start Type: (?P<StartType>[^\n]+?)\s+Service Account: (?P<AccountName>[^\n]+)`, 7045},
	{scm, []uint32{7045}, `サービスがシステムにインストールされました。\s+サービス名: (?P<ServiceName>[^\n]+?)\s+サービス ファイル名: (?P<ImagePath>[^\n]+?)\s+サービスの種類: (?P<ServiceType>[^\n]+?)\s+サービス開始の種類: (?P<StartType>[^\n]+?)\s+サービス アカウント: (?P<AccountName>[^\n]+)`, 7045},

	{"Application Error", []uint32{1000}, `Faulting application name: (?P<string1>[^,\n]+), version: (?P<string2>[^,\n]+), time ?stamp: 0x(?P<string3>\w+)\s+Faulting module name: (?P<string4>[^,\n]+), version: (?P<string5>[^,\n]+), time ?stamp: 0x(?P<string6>\w+)\s+Exception code: 0x(?P<string7>\w+)\s+Fault offset: 0x(?P<string8>\w+)`, 1000},
	{"Application Error", []uint32{1000}, `障害が発生している?アプリケーション名: (?P<string1>[^、,\n]+)[、,] ?バージョン: (?P<string2>[^、,\n]+)[、,] ?タイム ?スタンプ: 0x(?P<string3>\w+)\s+障害が発生している?モジュール名: (?P<string4>[^、,\n]+)[、,] ?バージョン: (?P<string5>[^、,\n]+)[、,] ?タイム ?スタンプ: 0x(?P<string6>\w+)\s+例外コード: 0x(?P<string7>\w+)\s+障害オフセット: 0x(?P<string8>\w+)`, 1000},
	{".NET Runtime", []uint32{1026}, `(?P<string1>Application: \S+\.exe\s[\s\S]*?The process was terminated due to an unhandled exception\.[\s\S]*)`, 1026},
	{".NET Runtime", []uint32{1026}, `(?P<string1>アプリケーション: \S+\.exe\s[\s\S]*?ハンドルされない例外のため、プロセスが中止されました。[\s\S]*)`, 1026},

	{dns, []uint32{1014}, `Name resolution for the name (?P<QueryName>\S+) timed out after none of the configured DNS servers responded`, 1014},
	{dns, []uint32{1014}, `名前 (?P<QueryName>\S+) の名前解決は、?構成されたどの DNS サーバー(?:から)?も?応答(?:しなかった|が?なかった)ため、?タイムアウト`, 1014},

	{clock, []uint32{24}, `Time Provider NtpClient: No valid response has been received from domain controller (?P<DomainController>\S+)`, 24},
	{clock, []uint32{36}, `The time service has not synchronized the system time for (?P<SecondsSinceLastSync>\d+) seconds`, 36},
	{clock, []uint32{50}, `The time service detected a time difference of greater than (?P<TimeDifferenceMilliseconds>\d+) milliseconds for (?P<TimeSampleSeconds>\d+) seconds`, 50},
	{clock, []uint32{50}, `(?P<TimeSampleSeconds>\d+) 秒間?に?わたって? ?(?P<TimeDifferenceMilliseconds>\d+) ミリ秒(?:以上|より大きい|を超える)の?時(?:刻|間)の?差`, 50},
	{clock, []uint32{129}, `NtpClient was unable to set a domain peer to use as a time source`, 129},
	{clock, []uint32{134}, `NtpClient was unable to set a manual peer to use as a time source because of DNS resolution error on '(?P<ManualPeer>[^']+)'`, 134},
}

const (
	dns   = "Microsoft-Windows-DNS-Client"
	clock = "Microsoft-Windows-Time-Service"
)
