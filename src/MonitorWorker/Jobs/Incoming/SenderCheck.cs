namespace MonitorWorker.Jobs.Incoming;

/// <summary>What a reply shows of the mail that it answers.</summary>
internal enum TokenState
{
    /// <summary>Nothing that only its reader knows.</summary>
    None,

    /// <summary>A signature that was good too long ago.</summary>
    Expired,

    Valid,
}

/// <summary>Whether what somebody writes counts.</summary>
internal enum Admission
{
    Accepted,

    /// <summary>Somebody has had our mail who may not answer it: whoever may is asked.</summary>
    Forwarded,

    Refused,
}

/// <summary>Who is believed: somebody who may answer, and of whom it is shown that it is really they.</summary>
internal static class SenderCheck
{
    /// <param name="mayAnswer">The address is a recipient's, of somebody above one, of the finance contact, or of whom it was handed over to.</param>
    /// <param name="isProven">The office's own receiving server says that the mail comes from the sender's domain.</param>
    /// <param name="isDenied">That server says that it does not: whoever has our mail may have forged its reader's address.</param>
    /// <returns>The reason in Chinese; empty where the mail is accepted.</returns>
    public static (Admission Admission, string Reason) Decide(bool mayAnswer, TokenState token, bool isProven, bool isDenied = false) => (mayAnswer, token, isProven) switch
    {
        (true, TokenState.Valid, false) when isDenied => (Admission.Forwarded, "收信服务器说发件人的地址像是冒用的，已请收件人确认"),
        (true, TokenState.Valid, _) or (true, _, true) => (Admission.Accepted, ""),
        (false, TokenState.Valid, _) => (Admission.Forwarded, "发件人不是这条预警的收件人"),
        (_, TokenState.Expired, _) => (Admission.Refused, "所回复的邮件已经过期，也没有别的凭据证明发件人"),
        (false, _, true) => (Admission.Refused, "发件人不是这条预警的收件人"),
        _ => (Admission.Refused, "没有凭据证明发件人"),
    };
}
