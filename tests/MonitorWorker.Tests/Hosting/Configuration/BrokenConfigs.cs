namespace MonitorWorker.Tests.Hosting.Configuration;

/// <summary>What people do to a config file, each with a name that says it.</summary>
internal static class BrokenConfigs
{
    public static readonly (string Name, string Json)[] All =
    [
        ("a comma is missing", """
            {
              "locale": "zh-CN"
              "timeZone": "Asia/Shanghai"
            }
            """),
        ("the end is missing", """{ "mail": { "port": 25 """),
        ("a column after Chinese text", """{ "officeName": "示例县财政局" "locale": "zh-CN" }"""),
        ("single quotes", """{ 'locale': 'zh-CN' }"""),
        ("something after the end", """
            {}
            {}
            """),
        ("a list instead of an object", """[]"""),
        ("an empty file", ""),
        ("a key twice, a section twice", """
            {
              "mail": {
                "port": 25,
                "port": 26
              },
              "mail": {}
            }
            """),
        ("misspelled keys", """
            {
              "timezone": "Asia/Shanghai",
              "mail": { "hots": "smtp.example.com", "colour": "red" },
              "schedule": []
            }
            """),
        ("days of a task that are none", """{ "tasks": { "remindWorkdays": [-5, 61, "eins", -5], "list": 1 } }"""),
        ("a day of a task twice", """{ "tasks": { "remindWorkdays": [-5, 1, -5] } }"""),
        ("wrong types", """
            {
              "officeName": 5,
              "asOf": 20240831,
              "mail": { "port": "587", "host": true },
              "inbox": "inbox",
              "schedules": {},
              "import": { "synonyms": { "累计执行数": "本年支出" } }
            }
            """),
        ("null where a value is needed", """{ "locale": null, "mail": null, "schedules": null, "database": { "provider": "" } }"""),
        ("out of range", """{ "mail": { "port": 65536, "retryHours": 0 } }"""),
        ("a port that no machine has", """{ "mail": { "port": 1e30 } }"""),
        ("half a port", """{ "mail": { "port": 25.5 } }"""),
        ("not one of the values", """
            {
              "import": { "amountUnit": "千元", "onBadRow": "ignore" },
              "mail": { "delivery": "sendmail", "security": "starttls", "mode": "test" },
              "schedules": [{ "name": "a", "job": "chekc", "cron": "0 9 * * *", "missed": "twice" }]
            }
            """),
        ("for a later version", """
            {
              "timeZone": "Asia/Shanghai",
              "database": { "provider": "postgres", "connectionString": "Data Source=x.db" }
            }
            """),
        ("a mailbox without a login", """{ "mailbox": { "host": "imap.example.com", "password": "hunter2" } }"""),
        ("a mailbox without a server", """{ "mailbox": { "protocol": "pop3", "idle": true, "security": "ssl", "user": "monitor", "passwordFile": "nowhere" } }"""),
        ("a folder of mails that is not said", """{ "mailbox": { "protocol": "folder", "idle": true } }"""),
        ("a folder of mails that is the inbox", """{ "mailbox": { "protocol": "folder", "folder": "inbox" } }"""),
        ("a folder of mails that are our own", """{ "mailbox": { "protocol": "folder", "folder": "../out/mail" } }"""),
        ("replies from nowhere", """
            {
              "mailbox": { "protocol": "none", "host": "imap.example.com" },
              "schedules": [{ "name": "a", "job": "replies", "cron": "*/5 * * * *" }]
            }
            """),
        ("days that are not there", """{ "asOf": "2024-02-30" }"""),
        ("days in another form", """{ "asOf": "2024/8/31" }"""),
        ("times that would be read as days", """
            {
              "schedules": [
                { "name": "a", "job": "check", "cron": "0 9 * * *", "maxDelay": "24:00:00" },
                { "name": "b", "job": "check", "cron": "0 9 * * *", "maxDelay": "12" },
                { "name": "c", "job": "check", "cron": "0 9 * * *", "maxDelay": "00:00:00" }
              ]
            }
            """),
        ("no such zone", """
            {
              "timeZone": "Asia/Peking",
              "schedules": [{ "name": "a", "job": "check", "cron": "0 9 * * *", "timeZone": "Beijing" }]
            }
            """),
        ("bad cron", """
            {
              "schedules": [
                { "name": "a", "job": "check", "cron": "every day" },
                { "name": "b", "job": "check", "cron": "61 8 * * *" },
                { "name": "c", "job": "check", "cron": "0 9 * * MOX" },
                { "name": "d", "job": "check", "cron": "0 0 30 2 *" },
                { "name": "e", "job": "check", "cron": "0 0 9 * * 8" },
                { "name": "f", "job": "check", "cron": "" }
              ]
            }
            """),
        ("working days of nowhere", """
            {
              "calendar": { "country": "CN" },
              "schedules": [
                { "name": "a", "job": "check", "cron": "0 9 * * *", "calendar": "workday" },
                { "name": "b", "job": "check", "cron": "0 9 * * *", "calendar": true }
              ]
            }
            """),
        ("working days that nobody wrote down", """
            {
              "calendar": { "country": "xx" },
              "schedules": [{ "name": "a", "job": "check", "cron": "0 9 * * *", "calendar": "workdays" }]
            }
            """),
        ("routes to nowhere", """
            {
              "routes": [
                {
                  "name": "a",
                  "rules": ["execution-lags"],
                  "levels": ["green", "ret"],
                  "where": "类别=项目支出",
                  "minAmount": 0,
                  "to": ["责任", "address:nobody", ""],
                  "timing": "hourly",
                  "remind": "every day",
                  "escalate": "sichuan"
                },
                { "name": "a", "rules": ["total-mismatch"], "minAmount": 100 },
                { "name": "catch-all" },
                { "to": "责任人" }
              ]
            }
            """),
        ("escalations that lead nowhere", """
            {
              "escalations": [
                { "name": "a", "steps": [] },
                { "name": "a", "steps": [{ "afterWorkdays": 5, "to": [] }, { "afterWorkdays": 5, "to": ["局长"] }, { "to": ["主要领导"] }, { "afterWorkdays": 251 }] }
              ],
              "routes": [{ "name": "b", "escalate": "aa" }]
            }
            """),
        ("mails too many and waits too long", """
            {
              "mail": {
                "connections": 9,
                "perMinute": -1,
                "perDay": "viele",
                "domains": [
                  { "domain": "example.com", "retryMinutes": [0, 5, 1441] },
                  { "domain": "EXAMPLE.com", "perMinute": 100001 },
                  { "domain": "@example.com", "perDay": 1.5 },
                  { "retryMinutes": 5 }
                ]
              }
            }
            """),
        ("domains that shut the administrator out", """
            {
              "mail": {
                "allowedDomains": ["example.org", "example.com.", "*", "@example.net"],
                "administratorAddress": "admin@example.com",
                "rehearsalTo": "me@sub.example.org"
              },
              "routes": [{ "name": "b", "to": ["address:archive@example.com", "address:archive@example.org"] }]
            }
            """),
        ("reports of nothing", """
            {
              "reports": [
                { "name": "monthly", "title": "月报", "files": [] },
                {
                  "name": "monthly",
                  "title": "月报",
                  "files": [
                    { "query": "entities", "template": "monthly.docx", "title": "月报" },
                    { "query": "project", "template": "data", "title": "数据" },
                    { "query": "office", "template": "../monthly.md", "title": "月报" },
                    { "query": "office", "template": "date", "title": "月报" },
                    { "query": "office", "template": "a.xlsx" },
                    { "query": "office", "template": "b.xlsx", "title": "汇总" },
                    { "query": "entity", "template": "c.xlsx", "title": "汇总" }
                  ],
                  "to": ["主要领导", "局长", "address:archive@example.com", "主要领导"],
                  "entities": ["101", 102, "101"]
                },
                { "title": "无名", "file": [] }
              ],
              "reportTexts": 5
            }
            """),
        ("schedules of no report", """
            {
              "reports": [{ "name": "monthly", "title": "月报", "files": [{ "query": "office", "template": "monthly.md", "title": "月报" }] }],
              "schedules": [
                { "name": "a", "job": "report", "cron": "0 9 5 * *" },
                { "name": "b", "job": "report", "report": "montly", "cron": "0 9 5 * *" },
                { "name": "c", "job": "digest", "report": "in-year", "cron": "0 9 5 * *" },
                { "name": "d", "job": "report", "report": "quarterly", "cron": "0 9 5 * *" },
                { "name": "e", "job": "report", "report": "monthly", "cron": "0 9 5 * *" },
                { "name": "f", "job": "report", "report": "in-year", "cron": "0 9 5 * *" }
              ]
            }
            """),
        ("schedules without what they need", """
            {
              "schedules": [
                { "name": "a" },
                { "name": "a", "job": "check", "cron": "0 9 * * *" },
                "check at nine"
              ]
            }
            """),
        ("folders and files that are not there", """
            {
              "inbox": { "folder": "dropbox" },
              "rules": { "folder": "rule" },
              "templates": { "folder": "../template" },
              "mail": { "trustedCertificates": "ca.pem", "user": "monitor", "passwordFile": "hunter2" }
            }
            """),
        ("no such rule set", """{ "rules": { "ruleSet": "strict" } }"""),
        ("bad addresses", """
            {
              "mail": {
                "from": "monitor",
                "rehearsalTo": "张三@example.com",
                "administratorAddress": "系统管理员 <admin@example.com>"
              }
            }
            """),
        ("two addresses, and one with a name", """{ "mail": { "rehearsalTo": "a@example.com;b@example.com", "administratorAddress": "Admin <admin@example.com>" } }"""),
        ("smtp without a server and without an administrator", """{ "mail": { "delivery": "smtp" } }"""),
        ("a user without a password file", """{ "mail": { "user": "monitor@example.com" } }"""),
        ("a rehearsal for nobody", """{ "mail": { "mode": "rehearsal" } }"""),
        ("passwords", """
            {
              "mail": { "user": "monitor", "password": "hunter2" },
              "smtp": { "login": [{ "Password": "hunter2" }] },
              "database": { "connectionString": "Data Source=x.db;Password=hunter2" }
            }
            """),
        ("a database nowhere", """{ "database": { "connectionString": "Mode=ReadOnly" } }"""),
        ("a database in memory", """{ "database": { "connectionString": "Data Source=:memory:" } }"""),
        ("a database on a share", """{ "database": { "connectionString": "Data Source=\\\\server\\share\\monitor.db" } }"""),
        ("a connection string of another database", """{ "database": { "connectionString": "Host=db;Username=monitor;Secret=hunter2" } }"""),
        ("sources without what they need", """
            {
              "sources": [
                { "name": "a" },
                { "name": "a", "provider": "oracle", "connectionString": "Host=db", "query": "SELECT 1" },
                { "name": " b", "provider": "sqlite", "connectionString": "Data Source=b.db", "query": "SELECT 1", "queryFile": "mail.json" },
                { "name": "c", "provider": "sqlite", "connectionString": "Data Source=c.db", "queryFile": "c.sql", "timeoutSeconds": 0, "maxRows": 1000001 },
                { "name": "d", "provider": "sqlite", "connectionString": "Data Source=d.db", "query": "" }
              ]
            }
            """),
        ("passwords of sources", """
            {
              "sources": [
                { "name": "a", "provider": "postgres", "connectionString": "Host=db;Username=m;Password=hunter2", "query": "SELECT 1" },
                { "name": "b", "provider": "sqlite", "connectionString": "Data Source=b.db;Password=hunter2", "query": "SELECT 1" },
                { "name": "c", "provider": "postgres", "connectionString": "Host=db;Username=m", "password": "hunter2", "query": "SELECT 1" },
                { "name": "d", "provider": "postgres", "connectionString": "Host=db;Username=m", "passwordFile": "hunter2", "query": "SELECT 1" },
                { "name": "e", "provider": "sqlite", "connectionString": "Data Source=e.db", "passwordFile": "mail.json", "query": "SELECT 1" }
              ]
            }
            """),
        ("sources nowhere", """
            {
              "sources": [
                { "name": "a", "provider": "postgres", "connectionString": "Username=m", "query": "SELECT 1" },
                { "name": "b", "provider": "postgres", "connectionString": "Host=db;Secret=hunter2", "query": "SELECT 1" },
                { "name": "c", "provider": "sqlite", "connectionString": "Data Source=:memory:", "query": "SELECT 1" },
                { "name": "d", "provider": "sqlite", "connectionString": "Host=db;Secret=hunter2", "query": "SELECT 1" }
              ]
            }
            """),
        ("synonyms of no column", """{ "import": { "synonyms": { "累计支行数": ["本年支出"], "天气": ["晴"] } } }"""),
        ("includes", """
            {
              "include": ["absent.json", "monitor.json", "mail.json"],
              "mail": { "port": 25 }
            }
            """),
        ("an include that is no list", """{ "include": "mail.json" }"""),
        ("half a character", """{ "officeName": "\ud800" }"""),
    ];
}
