package sentences

const schannel = "Schannel"

// secureChannel are the sentences of Schannel. Windows Server 2012 R2 and older
// say SSL for TLS and word alerts in their own way.
var secureChannel = []sentence{
	{schannel, []uint32{36871}, `creating an? (?:TLS|SSL) (?P<Type>\w+) credential\b.*?internal error state is (?P<ErrorState>\d+)`, 36871},
	{schannel, []uint32{36870}, `access the (?:TLS|SSL) (?P<Type>\w+) credential private key.*?(?P<ErrorCode>0x[0-9A-Fa-f]+)(?:.*?internal error state is (?P<ErrorState>\d+))?`, 36870},
	{schannel, []uint32{36870}, `(?:TLS|SSL) (?P<Type>\S+?) ?資格(?:情報|証明書?)の?(?:秘密|プライベート) ?キー.*?(?P<ErrorCode>0x[0-9A-Fa-f]+)(?:.*?内部エラーの状態は (?P<ErrorState>\d+))?`, 36870},
	{schannel, []uint32{36871}, `(?:TLS|SSL) (?P<Type>\S+?) ?資格(?:情報|証明書?)を.*?内部エラーの状態は (?P<ErrorState>\d+)`, 36871},
	{schannel, []uint32{36874}, `(?:An? |から、? ?)?(?P<Protocol>(?:TLS|SSL) \d\.\d) (?:connection request was received from a remote client|接続要求)`, 36874},
	{schannel, []uint32{36887}, `(?:fatal alert was received from the remote endpoint|リモート ?エンドポイントから致命的な警告).*?(?:(?:alert|error) code is|コードは) (?P<AlertDesc>\d+)`, 36887},
	{schannel, []uint32{36887}, `(?:The following fatal alert was received: |次の致命的な警告(?:を受け取|を受信し|が受信され)\S*?[:：] ?)(?P<AlertDesc>\d+)`, 36887},
	{schannel, []uint32{36888}, `(?:fatal alert was generated|致命的な警告が(?:生成され|作成され)、).*?(?:(?:alert|error) code is|コードは) (?P<AlertDesc>\d+)(?:.*?(?i:SChannel) ?(?:error state is|の?エラーの?状態は) (?P<ErrorState>\d+))?`, 36888},
	{schannel, []uint32{36888}, `(?:The following fatal alert was generated: |次の致命的な警告が(?:生成|作成)されました[:：] ?)(?P<AlertDesc>\d+)(?:[.。] ?(?:The internal error state is|内部エラーの状態は) (?P<ErrorState>\d+))?`, 36888},
	{schannel, []uint32{36887, 36888}, `(?:The TLS protocol defined fatal (?:alert|error) code is|TLS プロトコルで定義された致命的な(?:警告|エラー) ?コードは) (?P<AlertDesc>\d+)(?:.*?(?i:SChannel) ?(?:error state is|の?エラーの?状態は) (?P<ErrorState>\d+))?`, 0},
	{schannel, []uint32{36869}, `(?:TLS|SSL) (?P<Type>\w+) credential's certificate does not have a private key information property`, 36869},
	{schannel, []uint32{36873}, `No supported cipher suites were found when initiating an? (?:TLS|SSL) (?:client )?connection`, 36873},
	{schannel, []uint32{36875}, `remote server has requested (?:TLS|SSL) client authentication, but no suitable client certificate could be found|リモート サーバーは? ?(?:TLS|SSL) クライアント認証を要求しましたが、適切なクライアント証明書`, 36875},
	{schannel, []uint32{36876}, `certificate received from the remote (?:server|client) has not validated correctly`, 36876},
	{schannel, []uint32{36880}, `An? (?:TLS|SSL) (?P<Type>\w+) handshake completed successfully[\s\S]*?Protocol(?: version)?: (?P<Protocol>(?:TLS|SSL) [\d.]+)`, 36880},
	{schannel, []uint32{36881}, `certificate received from the remote (?:server|client) has (?:either )?expired|リモート (?:サーバー|クライアント)から受(?:け取った|信した)証明書(?:は|の)有効期限が切れて`, 36881},
	{schannel, []uint32{36882}, `certificate received from the remote (?:server|client) was issued by an untrusted certificate authority|リモート (?:サーバー|クライアント)から受(?:け取った|信した)証明書は、?信頼され(?:ていない|ない)証明機関`, 36882},
	{schannel, []uint32{36883}, `certificate received from the remote (?:server|client) has been revoked|リモート (?:サーバー|クライアント)から受(?:け取った|信した)証明書は、?失効して`, 36883},
	{schannel, []uint32{36884}, `certificate received from the remote server does not contain the expected name(?:[\s\S]*?server name (?:is|was|we were expecting is) (?P<Name>[\w.*-]+\w))?`, 36884},
	{schannel, []uint32{36886}, `No suitable default server credential exists on this system|このシステムに適切な既定のサーバー資格(?:情報|証明)`, 36886},
	{schannel, nil, `SSPI client process is (?P<CallerProcessImageName>[^\n(]+?) \(PID: (?P<CallerProcessId>\d+)\)`, 0},
	{schannel, nil, `(?:Target name|ターゲット名|The server name is)[:：]? (?P<TargetName>[\w.*-]+\.\w+)`, 0},
}
