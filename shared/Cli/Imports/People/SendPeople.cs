using System.Net.Http.Json;
using Platform.Cli.Gateway;
using Platform.Cli.Imports.Recognition;
using Platform.Files.Mapping;
using Platform.Files.Reading;

namespace Platform.Cli.Imports.People;

/// <summary>
/// Brings people of our side onto the roster, one by one. What the roster says already is not sent; what a file has no
/// column for stays as it is.
/// </summary>
public sealed class SendPeople(GatewayClient gateway, RecognisedFile file, Action<Defect> report)
{
    private readonly Dictionary<string, int> _lineOfId = new(StringComparer.Ordinal);

    public long RowsRead { get; private set; }

    public long RowsRefused { get; private set; }

    public long New { get; private set; }

    public long Changed { get; private set; }

    public async Task RunAsync(bool dryRun, CancellationToken ct)
    {
        var known = await KnownAsync(ct);
        foreach (var row in file.Rows())
        {
            RowsRead++;
            if (Person(row, known) is not { } person)
                continue;
            var before = known.GetValueOrDefault(person.Id);
            if (before is not null && before.SaysTheSame(person))
                continue;
            if (!dryRun && !await PutAsync(row, person, ct))
                continue;
            if (before is null)
                New++;
            else
                Changed++;
        }
    }

    private async Task<Dictionary<string, RosterPerson>> KnownAsync(CancellationToken ct)
    {
        var known = new Dictionary<string, RosterPerson>(StringComparer.Ordinal);
        for (string? cursor = ""; cursor is not null; )
        {
            var page = await gateway.GetAsync<RosterPage>(
                cursor.Length == 0
                    ? "v1/people?limit=200"
                    : $"v1/people?limit=200&cursor={Uri.EscapeDataString(cursor)}",
                ct
            );
            foreach (var person in page.Items)
                known[person.Id] = person;
            cursor = page.Next;
        }

        return known;
    }

    private RosterPerson? Person(SourceRow row, Dictionary<string, RosterPerson> known)
    {
        if (row.Fault is { } fault)
        {
            RowsRefused++;
            report(Defect.Of(file.Name, fault));
            return null;
        }

        var fields = new RowReader(file.Plan, row);
        var id = fields.RequiredText("personId");
        var before = known.GetValueOrDefault(id);
        var person = new RosterPerson(
            id,
            fields.RequiredText("name"),
            fields.Text("email").Or(before?.Email),
            fields.List("roles").Or(before?.Roles ?? []),
            fields.List("teams").Or(before?.Teams ?? []),
            fields.Choice("state").Value ?? before?.State ?? "active",
            // No file has a column for these.
            before?.ManagerId,
            before?.TimeZone,
            before?.Locale
        );
        if (person.Roles.Count == 0 && !fields.HasErrors)
            fields.Refuse("roles", "missing", "'roles' is required: one or more of csm, manager, executive, ops.");
        foreach (var problem in fields.Problems)
            report(Defect.Of(file.Name, problem));
        if (!fields.HasErrors && _lineOfId.TryAdd(id, row.Line))
            return person;

        RowsRefused++;
        if (!fields.HasErrors)
            Refuse(row, "repeated-id", $"The id stands on line {_lineOfId[id]} already; that row counts.");
        return null;
    }

    private async Task<bool> PutAsync(SourceRow row, RosterPerson person, CancellationToken ct)
    {
        var body = new
        {
            person.Name,
            person.Email,
            person.Roles,
            person.Teams,
            person.State,
            person.ManagerId,
            person.TimeZone,
            person.Locale,
        };
        try
        {
            using var content = JsonContent.Create(body, options: GatewayClient.Json);
            await gateway.PutAsync($"v1/people/{Uri.EscapeDataString(person.Id)}", content, ct);
            return true;
        }
        catch (CommandFailedException refused)
            when ((int?)refused.Status is >= 400 and < 500 and not (401 or 403 or 429))
        {
            RowsRefused++;
            Refuse(row, "refused-by-platform", refused.Message);
            return false;
        }
    }

    private void Refuse(SourceRow row, string code, string message)
    {
        var column = file.ColumnOf("personId");
        report(Defect.Error(file.Name, row.Line, column, file.Cell(row, "personId"), code, message));
    }

    private sealed record RosterPage(IReadOnlyList<RosterPerson> Items, string? Next);
}
