using Platform.Files.Mapping;

namespace Platform.Accounts.Imports.Kinds;

/// <summary>One contact of a file or of a bulk request.</summary>
public sealed record ContactRow(int Line, string ExternalId, string Account)
{
    public Optional<string?> Name { get; init; }
    public Optional<string?> Email { get; init; }
    public Optional<string?> Title { get; init; }
    public Optional<string?> Seniority { get; init; }
    public Optional<string?> Function { get; init; }
    public Optional<IReadOnlyList<string>> Roles { get; init; }
    public Optional<IReadOnlyList<string>> ProductUserIds { get; init; }
    public Optional<DateTimeOffset?> LastContactAt { get; init; }
    public Optional<string?> Status { get; init; }

    public static ContactRow Read(RowReader reader)
    {
        var row = new ContactRow(reader.Line, reader.RequiredText("externalId"), reader.RequiredText("account"))
        {
            Name = reader.Text("name"),
            Email = reader.Text("email"),
            Title = reader.Text("title"),
            Seniority = reader.Choice("seniority"),
            Function = reader.Text("function"),
            Roles = reader.List("roles"),
            ProductUserIds = reader.List("productUserIds"),
            LastContactAt = reader.Instant("lastContactAt"),
            Status = reader.Choice("status"),
        };
        if (row.Name is { IsGiven: true, Value: null })
            reader.Refuse("name", "missing", "'name' is required. Fill it in.");
        if (row.Email.Value is { } email && !EmailAddress.IsPlausible(email))
            reader.Refuse("email", "not-an-email", "Must be an e-mail address such as name@example.com.");
        return row;
    }
}
