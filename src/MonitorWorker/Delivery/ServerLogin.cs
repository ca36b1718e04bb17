using System.Text;

namespace MonitorWorker.Delivery;

/// <summary>Name and password for a server, read when they are needed and kept no longer than that.</summary>
internal sealed record ServerLogin(string User, string Password)
{
    /// <param name="section">The configuration's section that names the file.</param>
    /// <exception cref="IOException">The password file cannot be read or says nothing; the text names it.</exception>
    public static ServerLogin Read(string section, string user, string? passwordFile)
    {
        if (passwordFile is null)
            throw new IOException($"{section}.user is set but {section}.passwordFile is not; name the file whose first line is the password.");
        var password = File.ReadLines(passwordFile).FirstOrDefault()?.Trim();
        return string.IsNullOrEmpty(password)
            ? throw new IOException($"the first line of {passwordFile} is empty; write the password there.")
            : new ServerLogin(user, password);
    }

    /// <summary>A server may quote the refused login: its answer is not told further with the password in it, plain or base64.</summary>
    public string Hide(string said)
    {
        foreach (var secret in new[] { Password, Base64(Password), Base64($"\0{User}\0{Password}") })
            said = said.Replace(secret, "***", StringComparison.Ordinal);
        return said;
    }

    public override string ToString() => User;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
