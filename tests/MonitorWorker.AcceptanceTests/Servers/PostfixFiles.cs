namespace MonitorWorker.AcceptanceTests.Servers;

/// <summary>Configuration of Postfix and Dovecot in one temporary folder; nothing of /etc/postfix or /etc/dovecot is read.</summary>
internal sealed record PostfixFiles(string Root, int SmtpPort, int SubmissionPort, int ImapPort, int ImapsPort, int Pop3sPort)
{
    public int NoTlsPort { get; init; }

    public int ExpiredPort { get; init; }

    public int OtherHostPort { get; init; }

    public int GreyPort { get; init; }

    /// <summary>Where the greylisting port asks.</summary>
    public int PolicyPort { get; init; }

    /// <summary>Where all mails to the bulk domain lie.</summary>
    public string BulkMailbox => Path.Combine(Mail, "bulk", "new");

    public string PostfixEtc => Path.Combine(Root, "postfix");

    public string Queue => Path.Combine(Root, "queue");

    public string Data => Path.Combine(Root, "data");

    public string Mail => Path.Combine(Root, "mail");

    public string DovecotConf => Path.Combine(Root, "dovecot", "dovecot.conf");

    public string Tls => Path.Combine(Root, "tls");

    public void Write(IReadOnlyDictionary<string, string> users, string certificate, string key)
    {
        foreach (var folder in new[] { PostfixEtc, Queue, Data, Mail, Path.GetDirectoryName(DovecotConf)!, Path.Combine(Root, "base"), Path.Combine(Root, "state") })
            Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(PostfixEtc, "main.cf"), MainCf(users.Keys, certificate, key));
        File.WriteAllText(Path.Combine(PostfixEtc, "master.cf"), MasterCf);
        File.WriteAllText(DovecotConf, Dovecot(certificate, key));
        // The trailing colons are part of the format: fields that a passwd file has.
        File.WriteAllLines(Path.Combine(Root, "dovecot", "users"), users.Select(u => $"{u.Key}:{{PLAIN}}{u.Value}::::::"));
    }

    private string MainCf(IEnumerable<string> users, string certificate, string key) => $"""
        compatibility_level = 3.6
        queue_directory = {Queue}
        data_directory = {Data}
        command_directory = /usr/sbin
        daemon_directory = /usr/lib/postfix/sbin
        meta_directory = /etc/postfix
        shlib_directory = /usr/lib/postfix
        mail_owner = postfix
        setgid_group = postdrop
        maillog_file = {Root}/postfix.log
        maillog_file_prefixes = {Root}
        myhostname = mail.lab.test
        mydestination =
        local_transport = error:none
        mynetworks = 127.0.0.0/8
        inet_interfaces = loopback-only
        inet_protocols = ipv4
        alias_maps =
        alias_database =
        virtual_mailbox_domains = lab.test, {PostfixServer.Bulk}
        virtual_mailbox_maps = inline:{Braced([.. users.Append(PostfixServer.ComesBack).Select(u => u + "=1"), $"@{PostfixServer.Bulk}=bulk/"])}
        virtual_mailbox_base = {Mail}
        virtual_uid_maps = static:65534
        virtual_gid_maps = static:65534
        virtual_minimum_uid = 1
        transport_maps = inline:{Braced([$"{PostfixServer.Bulk}=virtual:", $"{PostfixServer.Discarded}=discard:"])}
        virtual_transport = lmtp:unix:private/dovecot-lmtp
        default_transport = error:5.4.4 no relay outside lab.test
        relay_transport = error:5.4.4 no relay
        lmtp_destination_recipient_limit = 1
        smtpd_delay_reject = yes
        smtpd_recipient_restrictions = check_recipient_access inline:{Braced(Refusals)}, permit_mynetworks, reject
        message_size_limit = 1048576
        smtpd_tls_cert_file = {certificate}
        smtpd_tls_key_file = {key}
        smtpd_tls_security_level = may
        # All ports are one host to a client: a session begun at one must not be taken up at another, whose certificate would not be looked at.
        tls_ssl_options = NO_TICKET
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = private/auth
        smtpd_sasl_security_options = noanonymous
        smtpd_tls_auth_only = yes
        notify_classes =

        """;

    private static IEnumerable<string> Refusals =>
    [
        $"{{ {PostfixServer.RefusedByPolicy} = 554 5.7.1 Rejected by policy }}",
        $"{{ {PostfixServer.Full} = 452 4.2.2 Mailbox full }}",
        $"{{ {PostfixServer.RefusedForEver} = 550 5.1.1 User unknown }}",
        $"{{ {PostfixServer.RefusedForNow} = 450 4.7.1 Greylisted }}",
        $"{{ {PostfixServer.HangsUp} = 421 4.3.2 Closing now }}",
    ];

    private static string Braced(IEnumerable<string> entries) => "{ " + string.Join(", ", entries) + " }";

    private string MasterCf => $"""
        127.0.0.1:{SmtpPort} inet n - n - - smtpd
        127.0.0.1:{SubmissionPort} inet n - n - - smtpd
          -o syslog_name=postfix/submission
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
          -o smtpd_client_restrictions=permit_sasl_authenticated,reject
        127.0.0.1:{NoTlsPort} inet n - n - - smtpd
          -o smtpd_tls_security_level=none
        127.0.0.1:{ExpiredPort} inet n - n - - smtpd
          -o smtpd_tls_cert_file={Tls}/expired.pem
        127.0.0.1:{OtherHostPort} inet n - n - - smtpd
          -o smtpd_tls_cert_file={Tls}/other.pem
        127.0.0.1:{GreyPort} inet n - n - - smtpd
          -o smtpd_recipient_restrictions=check_policy_service,inet:127.0.0.1:{PolicyPort},permit_mynetworks,reject
        virtual unix - n n - - virtual
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        smtp unix - - n - - smtp
        relay unix - - n - - smtp
        showq unix n - n - - showq
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        lmtp unix - - n - - lmtp
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd

        """;

    private string Dovecot(string certificate, string key) => $$"""
        base_dir = {{Root}}/base
        state_dir = {{Root}}/state
        log_path = {{Root}}/dovecot.log
        protocols = lmtp imap pop3
        listen = 127.0.0.1
        ssl = yes
        ssl_cert = <{{certificate}}
        ssl_key = <{{key}}
        disable_plaintext_auth = yes
        auth_mechanisms = plain login
        mail_location = maildir:{{Mail}}/%u
        first_valid_uid = 1
        protocol lmtp {
          postmaster_address = postmaster@lab.test
        }
        passdb {
          driver = passwd-file
          args = scheme=PLAIN username_format=%u {{Root}}/dovecot/users
        }
        userdb {
          driver = passwd-file
          args = username_format=%u {{Root}}/dovecot/users
          default_fields = uid=nobody gid=nogroup home={{Mail}}/%u
        }
        service imap-login {
          inet_listener imap {
            port = {{ImapPort}}
          }
          inet_listener imaps {
            port = {{ImapsPort}}
          }
        }
        service pop3-login {
          inet_listener pop3 {
            port = 0
          }
          inet_listener pop3s {
            port = {{Pop3sPort}}
          }
        }
        service lmtp {
          unix_listener {{Queue}}/private/dovecot-lmtp {
            mode = 0666
          }
        }
        service auth {
          unix_listener {{Queue}}/private/auth {
            mode = 0666
          }
        }

        """;
}
