using System.Text.Json.Serialization;
using Platform.Simulator.Records;
using Platform.Simulator.Usage;

namespace Platform.Simulator.Files;

/// <summary>The wire shape of every row: camelCase, nulls left out, instants in UTC with milliseconds and a
/// Z.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(AccountRow))]
[JsonSerializable(typeof(ContactRow))]
[JsonSerializable(typeof(SubscriptionRow))]
[JsonSerializable(typeof(FeatureRow))]
[JsonSerializable(typeof(TicketRow))]
[JsonSerializable(typeof(ActivityRow))]
[JsonSerializable(typeof(InvoiceRow))]
[JsonSerializable(typeof(NpsAnswerRow))]
[JsonSerializable(typeof(OutcomeRow))]
[JsonSerializable(typeof(TruthRow))]
[JsonSerializable(typeof(UsageEvent))]
public sealed partial class RowsJson : JsonSerializerContext;
