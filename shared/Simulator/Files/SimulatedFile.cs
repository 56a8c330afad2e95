using System.Text.Json.Serialization.Metadata;
using Platform.Simulator.Company;
using Platform.Simulator.Records;

namespace Platform.Simulator.Files;

/// <summary>One kind of file that a company is written to.</summary>
/// <param name="Name">Without the extension.</param>
public abstract record SimulatedFile(string Name)
{
    /// <summary>Every kind, in the order in which they have to be imported: what is referred to comes first.</summary>
    public static IReadOnlyList<SimulatedFile> All { get; } =
    [
        new Of<AccountRow>(
            "accounts",
            PerAccount<AccountRow>((options, account) => [AccountFacts.Account(options, account)]),
            RowsJson.Default.AccountRow
        ),
        new Of<ContactRow>(
            "contacts",
            PerAccount<ContactRow>((options, account) => AccountFacts.Contacts(options, account)),
            RowsJson.Default.ContactRow
        ),
        new Of<SubscriptionRow>(
            "subscriptions",
            PerAccount(AccountFacts.Subscriptions),
            RowsJson.Default.SubscriptionRow
        ),
        new Of<TicketRow>("tickets", PerAccount(Tickets.Of), RowsJson.Default.TicketRow),
        new Of<ActivityRow>("activities", PerAccount(Activities.Of), RowsJson.Default.ActivityRow),
        new Of<InvoiceRow>("invoices", PerAccount(Invoices.Of), RowsJson.Default.InvoiceRow),
        new Of<NpsAnswerRow>("nps-answers", PerAccount(NpsAnswers.Of), RowsJson.Default.NpsAnswerRow),
        new Of<FeatureRow>(
            "features",
            _ => Feature.Catalogue.Select(f => new FeatureRow(f.Key, f.Name, f.Core, f.Premium)),
            RowsJson.Default.FeatureRow
        ),
        new Of<Usage.UsageEvent>("usage", company => company.Usage(), RowsJson.Default.UsageEvent),
        new Of<OutcomeRow>("outcomes", PerAccount(AccountFacts.Outcomes), RowsJson.Default.OutcomeRow),
        new Of<TruthRow>(
            "truth",
            PerAccount<TruthRow>((options, account) => [AccountFacts.Truth(options, account)]),
            RowsJson.Default.TruthRow
        ),
    ];

    /// <summary>
    /// The contacts as they stood when the history began. A platform that is told of them first, and of <c>contacts</c>
    /// later, sees who has left, as it would have over the months.
    /// </summary>
    public static SimulatedFile ContactsAtTheStart { get; } =
        new Of<ContactRow>(
            "contacts",
            PerAccount((options, account) => AccountFacts.Contacts(options, account, options.FirstDay)),
            RowsJson.Default.ContactRow
        );

    public static SimulatedFile Called(string name) => All.First(file => file.Name == name);

    /// <summary>Writes the rows one by one; memory does not grow with their number.</summary>
    /// <returns>The number of rows.</returns>
    public abstract Task<long> WriteAsync(
        SoftwareCompany company,
        FileFormat format,
        Stream stream,
        CancellationToken ct
    );

    private static Func<SoftwareCompany, IEnumerable<T>> PerAccount<T>(
        Func<SimulationOptions, SimulatedAccount, IEnumerable<T>> rows
    ) => company => company.Accounts.SelectMany(account => rows(company.Options, account));

    private sealed record Of<T>(string Name, Func<SoftwareCompany, IEnumerable<T>> Rows, JsonTypeInfo<T> Shape)
        : SimulatedFile(Name)
    {
        public override Task<long> WriteAsync(
            SoftwareCompany company,
            FileFormat format,
            Stream stream,
            CancellationToken ct
        ) =>
            format == FileFormat.Csv
                ? CsvFile.WriteAsync(stream, Rows(company), Shape, ct)
                : NdjsonFile.WriteAsync(stream, Rows(company), Shape, ct);
    }
}
