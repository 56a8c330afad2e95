using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Platform.Cli.Gateway;
using Platform.Simulator;
using Platform.Simulator.Company;

namespace Platform.Cli.Simulation.Sample;

/// <summary>
/// What all parts of the sample go by: the company as the platform knows it, its people, and the day.
/// </summary>
internal sealed class Scene : IDisposable
{
    /// <summary>Enough to keep two cores busy; more would only wait in the services.</summary>
    private const int CallsAtOnce = 8;

    /// <summary>The first thing of the sample that is made: its age tells when the sample was loaded first.</summary>
    private const string FirstSurvey = "Relationship survey";

    /// <summary>Within the time for which the platform keeps answers by Idempotency-Key, and a margin.</summary>
    private static readonly TimeSpan KeysAreKept = TimeSpan.FromHours(23);

    private static readonly TimeSpan ServicesHearOfAccounts = TimeSpan.FromSeconds(30);

    private readonly GatewayClient _gateway;
    private readonly ConcurrentDictionary<TokenRequest, GatewayClient> _people = new();
    private readonly long _opened = TimeProvider.System.GetTimestamp();

    private Scene(GatewayClient gateway, SoftwareCompany company)
    {
        _gateway = gateway;
        Company = company;
    }

    public SoftwareCompany Company { get; }

    public SemaphoreSlim Calls { get; } = new(CallsAtOnce);

    /// <summary>By their number in the simulated company.</summary>
    public IReadOnlyList<SampleAccount> Accounts { get; private set; } = [];

    public IReadOnlyList<SampleAccount> Customers => [.. Accounts.Where(account => !account.HasLeft)];

    public IReadOnlyList<SampleAccount> Lost => [.. Accounts.Where(account => account.HasLeft)];

    /// <summary>
    /// The day that all dates are counted from: on which the sample was loaded first, while it can be continued.
    /// </summary>
    public DateOnly Today { get; private set; }

    /// <summary>The organisation's reporting currency.</summary>
    public string Currency { get; private set; } = "EUR";

    public Guid Survey { get; private set; }

    /// <summary>
    /// The day on which the sample was loaded, where that is so long ago that the platform knows the keys of its calls
    /// no more: then it is not told again. Until then each call is repeated, which changes nothing and adds what is
    /// missing.
    /// </summary>
    public DateOnly? ToldOn { get; private set; }

    /// <summary>Services hear of accounts and their owners a moment after the import.</summary>
    public bool MayBeUnheardOf => TimeProvider.System.GetElapsedTime(_opened) < ServicesHearOfAccounts;

    public Person Operations => As(Staff.Operations, "ops");

    public Person Manager => As(Staff.Managers[0], "manager");

    /// <summary>For what the first manager may not decide, having asked for it.</summary>
    public Person OtherManager => As(Staff.Managers[1], "manager");

    public static Person Executive(int place) => As(Staff.Executives[place % Staff.Executives.Count], "executive");

    public static async Task<Scene> OpenAsync(GatewayClient gateway, SoftwareCompany company, CancellationToken ct)
    {
        var scene = new Scene(gateway, company);
        await scene.ReadAccountsAsync(ct);
        await scene.BeginAsync(ct);
        if (scene.ToldOn is null)
            await scene.WaitUntilHeardOfAsync(ct);
        return scene;
    }

    public GatewayClient Of(Person person) => _people.GetOrAdd(new(person.Id, person.Role), _gateway.As);

    public DateOnly Day(int fromToday) => Today.AddDays(fromToday);

    /// <summary>
    /// An instant of a day in office hours; of past days only, so that it has passed wherever the day is.
    /// </summary>
    public DateTimeOffset At(int fromToday, int hour, int minute = 0) =>
        new(Today.AddDays(fromToday), new TimeOnly(hour, minute), TimeSpan.Zero);

    public object Money(decimal amount) =>
        new { amount = amount.ToString("0.00", CultureInfo.InvariantCulture), currency = Currency };

    public async Task<JsonElement> GetAsync(string path, CancellationToken ct)
    {
        await Calls.WaitAsync(ct);
        try
        {
            return await _gateway.GetAsync<JsonElement>(path, ct);
        }
        finally
        {
            Calls.Release();
        }
    }

    /// <summary>All pages of a list.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string path, CancellationToken ct)
    {
        var items = new List<JsonElement>();
        var (start, cursor) = (
            path.Contains('?', StringComparison.Ordinal) ? $"{path}&limit=200" : $"{path}?limit=200",
            ""
        );
        do
        {
            var page = await GetAsync(
                cursor.Length == 0 ? start : $"{start}&cursor={Uri.EscapeDataString(cursor)}",
                ct
            );
            items.AddRange(page.Items());
            cursor = page.TextOrNull("next") ?? "";
        } while (cursor.Length > 0);
        return items;
    }

    public void Dispose()
    {
        foreach (var client in _people.Values)
            client.Dispose();
        Calls.Dispose();
    }

    private static Person As(StaffMember member, string role) => new(member.Id, member.Name, role);

    private async Task ReadAccountsAsync(CancellationToken ct)
    {
        var accounts = await ExportAsync("accounts", ct);
        var contacts = await ExportAsync("contacts", ct);
        // Others on the platform may share a name.
        var ids = accounts
            .GroupBy(row => row.Text("name"), StringComparer.Ordinal)
            .ToDictionary(
                rows => rows.Key,
                rows => Guid.Parse(rows.First().Text("externalId")),
                StringComparer.Ordinal
            );
        var people = contacts
            .Where(row => row.TextOrNull("email") is not null)
            .GroupBy(row => row.Text("email"), StringComparer.Ordinal)
            .ToDictionary(
                rows => rows.Key,
                rows => Guid.Parse(rows.First().Text("externalId")),
                StringComparer.Ordinal
            );
        var today = Company.Options.LastDay;
        Accounts =
        [
            .. Company
                .Accounts.Where(account => ids.ContainsKey(account.Name))
                .Select(account => new SampleAccount(
                    ids[account.Name],
                    account,
                    [
                        .. account
                            .Contacts.Where(contact => contact.IsThere(today) && people.ContainsKey(contact.Email))
                            .Select(contact => new SampleContact(people[contact.Email], contact)),
                    ],
                    account.Story.HasLeftBy(today),
                    account.Terms[^1].AnnualAmount
                )),
        ];
        if (Accounts.Count == 0)
            throw new CommandFailedException("None of the sample's accounts is on the platform; import them first.");
    }

    private async Task<IReadOnlyList<JsonElement>> ExportAsync(string kind, CancellationToken ct)
    {
        await using var body = await _gateway.OpenAsync($"v1/exports/{kind}?format=ndjson", ct);
        using var reader = new StreamReader(body);
        var rows = new List<JsonElement>();
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (line.Length > 0)
                rows.Add(JsonSerializer.Deserialize<JsonElement>(line));
        }

        return rows;
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        var surveys = await ListAsync("v1/surveys", ct);
        var first = surveys.Where(survey => survey.Text("name") == FirstSurvey).Cast<JsonElement?>().FirstOrDefault();
        var begun = first?.GetProperty("createdAt").GetDateTimeOffset() ?? now;
        Today = DateOnly.FromDateTime(begun.UtcDateTime);
        if (now - begun > KeysAreKept)
        {
            ToldOn = Today;
            return;
        }

        var portfolio = await GetAsync("v1/accounts?limit=1", ct);
        Currency = portfolio.Items()[0].TextOrNull("currency") ?? Currency;
        first ??= await new Story(this, "first-survey").PostAsync(
            Operations,
            "v1/surveys",
            new
            {
                name = FirstSurvey,
                type = "nps",
                question = "How likely are you to recommend us to a colleague?",
            },
            ct
        );
        Survey = first.Value.Id();
    }

    /// <summary>Services have copies of accounts and people; the last of them is the last to be heard of.</summary>
    private async Task WaitUntilHeardOfAsync(CancellationToken ct)
    {
        var last = Customers.Where(account => account.Contacts.Count > 0).TakeLast(3).ToList();
        while (MayBeUnheardOf)
        {
            var heard = true;
            foreach (var account in last)
                heard &= await IsHeardOfAsync(account, ct);
            if (heard)
                return;
            await Task.Delay(200, ct);
        }
    }

    private async Task<bool> IsHeardOfAsync(SampleAccount account, CancellationToken ct)
    {
        var enablement = await GetAsync($"v1/accounts/{account.Id}/enablement", ct);
        if (enablement.GetProperty("roles").Items().Sum(role => role.GetProperty("contacts").GetInt32()) == 0)
            return false;
        var preview = await new Story(this, "preview").PostAsync(
            Operations,
            "v1/waves/previews",
            new { audience = new { accountIds = new[] { account.Id } }, channel = "link" },
            ct
        );
        return preview.GetProperty("matching").GetInt32() > 0;
    }
}
