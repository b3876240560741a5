package format

import (
	"fmt"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// winLoads are texts to fuzz and to time: the first is like a script, the rest
// hostile.
var winLoads = []string{
	"$d = 43200\r\nUse-STSRole -RoleArn \"arn:aws:iam::1:role/r\" `\r\n  -DurationInSeconds $d\r\n",
	"Use-STSRole @p\n$p = @{ DurationInSeconds = 12 * 3600 }\n",
	"$p = @{ DurationInSeconds = 1 }; Use-STSRole @p\n",
	"Use-STSRole -DurationInSeconds ((((",
	"Use-STSRole -DurationInSeconds \"$(",
	"@'\nUse-STSRole '",
	"<# Use-STSRole ",
	"$a = $b; $b = $a; Use-STSRole -DurationInSeconds $a -Credential $a\n",
	"} Use-STSRole { ) (",
	"aws sts assume-role `\n  --duration-seconds `\n",
	"@echo off\nset D=43200\naws sts assume-role ^\n --duration-seconds %D%\n",
	"if x ( set A=%B%& set B=!A!\naws sts assume-role --duration-seconds %A%\n",
	"for /f %%a in ('aws sts assume-role --duration-seconds 1",
	"set \"D=1\nset /a D=D*3600\naws sts assume-role --duration-seconds \"%D%\"\n",
	"PS C:\\> New-IAMRole -RoleName x `\n>> -Path /\n",
}

func FuzzWindows(f *testing.F) {
	for _, load := range winLoads {
		f.Add(load, "")
		f.Add(load, "a.ps1")
		f.Add(load, "a.bat")
	}
	f.Fuzz(func(t *testing.T, text, name string) {
		doc, err := source.New(name, text)
		if err != nil {
			t.Skip()
		}
		checkFound(t, powerShell.Locate([]*source.Document{doc}))
		checkFound(t, batch.Locate([]*source.Document{doc}))
	})
}

func BenchmarkWindows(b *testing.B) {
	for _, load := range winLoads {
		for _, name := range []string{"a.ps1", "a.bat", ""} {
			b.Run(fmt.Sprintf("%.20q %s", load, name), func(b *testing.B) {
				doc, err := source.New(name, strings.Repeat(load, benchSize/len(load)))
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(int64(len(doc.Text)))
				for b.Loop() {
					powerShell.Locate([]*source.Document{doc})
					batch.Locate([]*source.Document{doc})
					shell.Locate([]*source.Document{doc})
				}
			})
		}
	}
}

func TestWindowsValues(t *testing.T) {
	for _, test := range []struct{ name, file, text, want string }{
		{"digits", "a.ps1", "Use-STSRole -DurationInSeconds 43200", `1 43200 "43200"`},
		{"digits in quotes", "a.ps1", "use-stsrole -durationinseconds:'43200'", `1 43200 "43200"`},
		{"a product is text without brackets", "a.ps1", "Use-STSRole -DurationInSeconds 12*3600", `5 0 "12*3600"`},
		{"product", "a.ps1", "Use-STSRole -DurationInSeconds (12*3600)", `2 43200 "12*3600"`},
		{"cast", "a.ps1", "$d = [int](12 * 3600); Use-STSRole -Duration $d", `3 43200 "$d"`},
		{"no variables between single quotes", "a.ps1", "$d = 43200\nUse-STSRole -Duration '$d'", `5 0 "'$d'"`},
		{"string in brackets", "a.ps1", "$d = 43200\nUse-STSRole -Duration \"$($d)\"", `3 43200 "$d"`},
		{"added to", "a.ps1", "$d = 43200\n$d += 1\nUse-STSRole -Duration $d", `5 0 "$d"`},
		{"set after its use", "a.ps1", "Use-STSRole -Duration $d\n$d = 43200\n", `5 0 "$d"`},
		{"environment", "a.ps1", "$env:D = '43200'\nUse-STSRole -Duration $Env:D", `3 43200 "$Env:D"`},
		{"parameter with allowed values", "a.ps1", "param([ValidateSet(7200, 43200)][int]$D = 43200)\nUse-STSRole -Duration $D", `5 0 "$D"`},
		{"parameter with a high least value", "a.ps1", "param([ValidateRange(7200, 43200)][int]$D = 43200)\nUse-STSRole -Duration $D", `5 0 "$D"`},
		{"loop", "a.ps1", "foreach ($d in 900, 43200) { Use-STSRole -Duration $d }", `5 0 "$d"`},
		{"inside of a block", "a.ps1", "try { $d = 43200; Use-STSRole -Duration $d } catch { throw }", `3 43200 "$d"`},
		{"program with a path", "a.ps1", "$d = 43200\n& \"C:\\Program Files\\AWSCLIV2\\aws.exe\" sts assume-role --duration-seconds $d", `3 43200 "$d"`},
		{"comment behind", "a.ps1", "Use-STSRole -RoleArn x # -DurationInSeconds 43200", ``},
		{"batch, quoted set", "a.bat", "set \"D=43200\"\naws sts assume-role --duration-seconds %d%", `3 43200 "%d%"`},
		{"batch, substring", "a.bat", "set D=43200\naws sts assume-role --duration-seconds %D:~0,4%", `5 0 "%D:~0,4%"`},
		{"batch, two sets on a line", "a.bat", "set A=1& set D=7200\naws sts assume-role --duration-seconds=7200", `1 7200 "7200"`},
		{"batch, arithmetic", "a.cmd", "set /a D=12*3600\naws sts assume-role --duration-seconds \"%D%\"", `3 43200 "%D%"`},
		{"batch, no arithmetic", "a.cmd", "set D=12*3600\naws sts assume-role --duration-seconds %D%", `5 0 "%D%"`},
		{"batch, else", "a.cmd", "if x (\nset D=1\n) else (\nset D=43200\n)\naws sts assume-role --duration-seconds %D%", `5 0 "%D%"`},
		{"batch, only if that worked", "a.cmd", "find x && set D=43200\naws sts assume-role --duration-seconds %D%", `5 0 "%D%"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc, err := source.New(test.file, test.text)
			if err != nil {
				t.Fatal(err)
			}
			found, _ := Read([]*source.Document{doc}, "")
			checkFound(t, found)
			got := ""
			for i := range found.Settings {
				s := &found.Settings[i]
				if s.Kind == setting.Request {
					got += fmt.Sprintf("%d %d %q", s.State, s.Value, s.Text())
				}
			}
			if got != test.want {
				t.Errorf("found %s, want %s", got, test.want)
			}
		})
	}
}
