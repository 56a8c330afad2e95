using System.Globalization;
using System.Net.Mail;

namespace Platform.Engagement.Meetings;

/// <summary>What a customer sent from the page.</summary>
public sealed record BookingForm(DateTimeOffset? StartsAt, string Name, string Email, string? Note)
{
    private const int LongestName = 200;
    private const int LongestNote = 1_000;

    public static async Task<BookingForm> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType)
            return new BookingForm(null, "", "", null);
        var form = await request.ReadFormAsync(ct);
        var at = DateTimeOffset.TryParse(
            form["startsAt"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var parsed
        )
            ? parsed
            : (DateTimeOffset?)null;
        return new BookingForm(
            at,
            Cut(form["name"], LongestName),
            Cut(form["email"], 254),
            Cut(form["note"], LongestNote) is { Length: > 0 } note ? note : null
        );
    }

    /// <returns>What is missing, in words for the person; null where nothing is.</returns>
    public string? Missing() =>
        StartsAt is null ? "Please choose a time."
        : Name.Length == 0 ? "Please write your name."
        : !MailAddress.TryCreate(Email, out _) ? "Please write your e-mail address, so that the invitation reaches you."
        : null;

    public Guest ToGuest() => new(Name, Email, Note);

    // No line break: name and address stand in lines of the invitation.
    private static string Cut(string? text, int longest)
    {
        var line = (text ?? "").ReplaceLineEndings(" ").Trim();
        return line[..Math.Min(line.Length, longest)];
    }
}
