package secrets

import (
	"encoding/json"
	"encoding/xml"
	"html"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// token is a JSON web token of no meaning.
const token = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln-bmF0_dXJl"

// forms are texts that hold a secret, the word "hush", and what becomes of them.
var forms = map[string]struct{ text, want string }{
	"an assignment":               {`password=hush12!x user=app`, `password=<secret:password> user=app`},
	"letters alone, assigned":     {`password=hush`, `password=<secret:password>`},
	"a connection string":         {`Server=db;User Id=sa;Password=hush-1;Encrypt=True`, `Server=db;User Id=sa;Password=<secret:password>;Encrypt=True`},
	"a quoted connection string":  {`Data Source=db;Pwd="hush; 1";App=x`, `Data Source=db;Pwd="<secret:password>";App=x`},
	"a line of its own":           {"Password: hush\r\nnext", "Password: <secret:password>\r\nnext"},
	"a name in several words":     {`Client secret: hush~77`, `Client secret: <secret:password>`},
	"a field of JSON":             {`{"clientSecret": "hush 1 2", "id": 3}`, `{"clientSecret": "<secret:password>", "id": 3}`},
	"a passphrase in JSON":        {`{"password": "hush hush hush hush"}`, `{"password": "<secret:password>"}`},
	"JSON inside of JSON":         {`{"body":"{\"password\":\"hush1\",\"a\":1}"}`, `{"body":"{\"password\":\"<secret:password>\",\"a\":1}"}`},
	"a form of the token service": {`grant_type=password&client_secret=hush.1&scope=x`, `grant_type=password&client_secret=<secret:password>&scope=x`},
	"a bearer header":             {`Authorization: Bearer hush0123456789abcdef`, `Authorization: Bearer <secret:token>`},
	"a basic header":              {`Authorization: Basic aHVzaDpodXNo`, `Authorization: Basic <secret:token>`},
	"a proxy's header":            {`Proxy-Authorization: Negotiate hush0123456789ABCDEF==`, `Proxy-Authorization: Negotiate <secret:token>`},
	"a header in JSON":            {`"authorization":"Bearer hush0123456789"`, `"authorization":"Bearer <secret:token>"`},
	"a cookie":                    {`Cookie: ESTSAUTH=hush-77; x-ms-gateway=hush2`, `Cookie: <secret:cookie>`},
	"a cookie that is set":        {`Set-Cookie: sid=hush; path=/; HttpOnly`, `Set-Cookie: <secret:cookie>`},
	"a shared access signature":   {`https://x.blob.core.windows.net/c?sv=2024&sig=hush0123456%2Babc%3D&se=1`, `https://x.blob.core.windows.net/c?sv=2024&sig=<secret:token>&se=1`},
	"a storage key":               {`AccountName=x;AccountKey=hush/1+2==;EndpointSuffix=y`, `AccountName=x;AccountKey=<secret:key>;EndpointSuffix=y`},
	"a service bus key":           {`Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey=hush=`, `Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey=<secret:key>`},
	"a proxy in a URL":            {`proxy http://svc:hush@proxy.contoso.com:8080/`, `proxy http://svc:<secret:password>@proxy.contoso.com:8080/`},
	"an option":                   {`tool.exe -ClientSecret hush-1 -Tenant x`, `tool.exe -ClientSecret <secret:password> -Tenant x`},
	"an option with a slash":      {`setup.exe /password:hush /quiet`, `setup.exe /password:<secret:password> /quiet`},
	"an option with an equals":    {`agent --client-secret=hush.x --id 1`, `agent --client-secret=<secret:password> --id 1`},
	"a property of an installer":  {`msiexec /i x.msi SERVICEPASSWORD=hush1 /qn`, `msiexec /i x.msi SERVICEPASSWORD=<secret:password> /qn`},
	"a secure string":             {`ConvertTo-SecureString "hush 1" -AsPlainText -Force`, `ConvertTo-SecureString "<secret:password>" -AsPlainText -Force`},
	"net use":                     {`net use \\srv\x /user:CONTOSO\adm hush1`, `net use \\srv\x /user:CONTOSO\adm <secret:password>`},
	"sc config":                   {`sc config ADSync obj= x password= hush1`, `sc config ADSync obj= x password= <secret:password>`},
	"schtasks":                    {`schtasks /create /ru CONTOSO\x /rp hush1 /tn t`, `schtasks /create /ru CONTOSO\x /rp <secret:password> /tn t`},
	"curl":                        {`curl -u adm:hush1 https://x`, `curl -u adm:<secret:password> https://x`},
	"an XML element":              {`<wsse:Password Type="x">hush</wsse:Password>`, `<wsse:Password Type="x"><secret:password></wsse:Password>`},
	"an attribute of XML":         {`<identity userName="x" password="hush" />`, `<identity userName="x" password="<secret:password>" />`},
	"a setting of a .config":      {`<add key="ida:ClientSecret" value="hush"/>`, `<add key="ida:ClientSecret" value="<secret:password>"/>`},
	"the data of an event":        {`<Data Name="Password">hush</Data>`, `<Data Name="Password"><secret:password></Data>`},
	"a token by its looks":        {`got ` + token + ` from cache hush`, `got <secret:token> from cache hush`},
	"a refresh token":             {`refresh_token=0.AXhush_x-y`, `refresh_token=<secret:token>`},
	"a client secret by its looks": {
		`value abc8Q~hushhushhushhushhushhushhushhush used`, `value <secret:password> used`,
	},
	"a private key":    {"x -----BEGIN PRIVATE KEY-----\nMIIEhush\n-----END PRIVATE KEY----- y", "x -----BEGIN PRIVATE KEY-----<secret:private-key>-----END PRIVATE KEY----- y"},
	"a cut key":        {"-----BEGIN RSA PRIVATE KEY-----\nMIIEhush", "-----BEGIN RSA PRIVATE KEY-----<secret:private-key>"},
	"a ticket":         {`token YIIhush0123456789ABCDEFGHIJ==`, `token <secret:blob>`},
	"a product key":    {`key HUSH1-AAAAA-BBBBB-CCCCC-DDDDD.`, `key <secret:product-key>.`},
	"a Japanese label": {`パスワード: hush1`, `パスワード: <secret:password>`},
	"full width":       {`パスワード＝hush1`, `パスワード＝<secret:password>`},
	"a hash table":     {`@{ Password = 'hush' }`, `@{ Password = '<secret:password>' }`},
}

func TestEverySecretIsMaskedAndItsKindIsTold(t *testing.T) {
	for name, f := range forms {
		t.Run(name, func(t *testing.T) {
			got := Mask(f.text)
			require.Equal(t, f.want, got)
			require.Equal(t, got, Mask(got), "masking again changes nothing")
		})
	}
}

func TestASecretIsMaskedInsideOfEveryFormat(t *testing.T) {
	wraps := map[string]func(string) string{
		"JSON":         func(s string) string { b, _ := json.Marshal(map[string]string{"Text": s}); return string(b) },
		"JSON in JSON": func(s string) string { b, _ := json.Marshal(s); b, _ = json.Marshal(string(b)); return string(b) },
		"XML": func(s string) string {
			var b strings.Builder
			_ = xml.EscapeText(&b, []byte(s))
			return "<Data>" + b.String() + "</Data>"
		},
		"HTML":            func(s string) string { return "<p>" + html.EscapeString(s) + "</p>" },
		"a Go string":     strconv.Quote,
		"a quotation":     func(s string) string { return "> " + strings.ReplaceAll(s, "\n", "\n> ") },
		"a line of a log": func(s string) string { return "[12:00:00.000] [ 12] [ERROR] Failed: " + s },
		"CSV":             func(s string) string { return `"1","` + strings.ReplaceAll(s, `"`, `""`) + `","x"` },
	}
	for format, wrap := range wraps {
		t.Run(format, func(t *testing.T) {
			for name, f := range forms {
				if strings.HasPrefix(f.text, "got ") { // the word stands outside of the secret
					require.NotContains(t, Mask(wrap(f.text)), token, name)
					continue
				}
				require.NotContains(t, strings.ToLower(Mask(wrap(f.text))), "hush", "%s: %s", name, wrap(f.text))
			}
		})
	}
}

func TestWhatIsNoSecretStays(t *testing.T) {
	for _, text := range []string{
		"",
		"PublicKeyToken=31bf3856ad364e35",
		"Password: expired",
		"The password is incorrect.",
		"bad password: The user name or password is incorrect.",
		"PasswordHashSync: Enabled",
		"PasswordNeverExpires : True",
		"Password = $cred.Password",
		"-Password (Read-Host -AsSecureString)",
		`-Password "<password>"`,
		"password=*****",
		"AADSTS7000215: Invalid client secret provided.",
		"Error: Bearer authentication is not supported",
		"WWW-Authenticate: Bearer authorization_uri=https://login.microsoftonline.com/",
		"WWW-Authenticate: Negotiate",
		`with the currently configured password: "The user name or password is incorrect"`,
		"パスワード: 有効期限切れ",
		"パスワードが正しくありません。",
		"Key: HKLM\\SOFTWARE\\Microsoft",
		"http://proxy.contoso.com:8080/path@x",
		"0x80090331 SEC_E_ALGORITHM_MISMATCH",
		"00330-80000-00000-AA123",
		"ResetPassword -Identity x",
		"Set-ADSyncAADPasswordSyncState",
		"SecretReference=none",
		"password=<secret:password>",
		`password=\<secret:password\>`,
		"Password &lt;secret:password&gt;",
	} {
		require.Equal(t, text, Mask(text))
	}
}

func TestATextIsMaskedLineByLine(t *testing.T) {
	require.Equal(t, "a\npassword=<secret:password>\r\nb\npwd=<secret:password>", string(MaskLines([]byte("a\npassword=hush\r\nb\npwd=hush"))))
	whole := []byte("a\nb\n")
	require.Same(t, &whole[0], &MaskLines(whole)[0], "nothing is copied")
	require.Empty(t, MaskLines(nil))
}

func TestAValueIsMaskedByTheNameThatItHas(t *testing.T) {
	require.Equal(t, "<secret:password>", MaskValue("DefaultPassword", "hush and more"))
	require.Equal(t, "<secret:key>", MaskValue("AccountKey", "x"))
	require.Equal(t, "True", MaskValue("Password", "True"))
	require.Equal(t, "1", MaskValue("PasswordPolicy", "1"))
	require.Equal(t, "a <secret:token>", MaskValue("Text", "a "+token))
}

func FuzzMaskingAgainChangesNothing(f *testing.F) {
	for _, form := range forms {
		f.Add(form.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := Mask(text)
		require.Equal(t, once, Mask(once))
	})
}

func BenchmarkMask(b *testing.B) {
	line := strings.Repeat("[12:00:00.000] [ 12] [INFO ] Connecting to adminwebservice.microsoftonline.com with TLS 1.2, thread 12 of 40\n", 1000)
	b.SetBytes(int64(len(line)))
	for b.Loop() {
		Mask(line)
	}
}
