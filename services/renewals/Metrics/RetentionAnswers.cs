using Microsoft.Extensions.Options;
using Platform.Renewals.Metrics.InMemory;
using Platform.Renewals.Revenue;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Metrics;

/// <summary>Answers from the resident book as bytes; one is made anew only after the next look at the ledger.</summary>
public sealed class RetentionAnswers(RevenueReadModel book, IOptions<OrganisationOptions> organisation)
{
    public byte[] Get(DefinitionResponse definition, string by, int first, int last, int window) =>
        book.Answer($"retention {definition.Name} {definition.Version} {by} {first} {last} {window}", view =>
        {
            var periods = new List<RetentionPeriod>();
            for (var month = first + 1; month <= last; month++)
                periods.Add(
                    new RetentionPeriod(
                        MonthIndex.LastDay(month - window),
                        MonthIndex.LastDay(month),
                        view.Retention(by, month - window, month)
                    )
                );
            return new RetentionResponse(
                definition.Name,
                definition.Version,
                organisation.Value.ReportingCurrency,
                by,
                view.KnownAt,
                periods
            );
        });
}
