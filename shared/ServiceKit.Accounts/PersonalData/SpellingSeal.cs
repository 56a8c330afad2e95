using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Platform.Contracts;
using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.PersonalData;

/// <summary>
/// Spellings on their way between the installation's own services: the request to erase a person must not itself put
/// the person's names into the broker's files, the gateway's log and partners' webhooks.
/// </summary>
public sealed class SpellingSeal(IConfiguration configuration)
{
    // As every service is given it; read when it is needed, a service without a bus starts without.
    private readonly Lazy<Seal> _seal = new(() =>
        new Seal(
            configuration["InternalToken:Key"] ?? throw new InvalidOperationException("InternalToken:Key is missing."),
            "personal-data"
        )
    );

    public string Seal(PersonSpellings spellings) =>
        Convert.ToBase64String(_seal.Value.Close(JsonSerializer.SerializeToUtf8Bytes(spellings, ContractJson.Options)));

    /// <exception cref="InvalidOperationException"> It was sealed under another key: nothing may be answered, the
    /// erasure stays pending.
    /// </exception>
    public PersonSpellings Open(string? sealedText)
    {
        if (sealedText is null)
            return PersonSpellings.None;
        var text = _seal.Value.TryOpen(Convert.FromBase64String(sealedText))
            ?? throw new InvalidOperationException("The spellings were sealed with another InternalToken:Key.");
        return JsonSerializer.Deserialize<PersonSpellings>(text, ContractJson.Options)!;
    }
}
