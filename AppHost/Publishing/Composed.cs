using System.Globalization;

namespace Platform.AppHost.Publishing;

/// <summary>
/// A value as the model composes it: words, and the names of secrets in the places where they go. Found by walking what
/// the model holds (expressions, endpoints, connection strings, parameters), not by reading what it prints.
/// </summary>
internal sealed class Composed
{
    // In no address, connection string or name.
    private const char Mark = '\u001f';

    // What stands between marks is the name of a secret: every second part.
    private readonly string[] _parts;

    private Composed(string marked) => _parts = marked.Split(Mark);

    /// <summary>The variable names of the secrets in it.</summary>
    internal IEnumerable<string> Secrets => _parts.Where((_, n) => n % 2 == 1);

    /// <summary>Whether it is a secret and nothing else.</summary>
    internal bool IsSecret => _parts is ["", _, ""];

    /// <exception cref="NotSupportedException">The model holds something that nothing here can write down.</exception>
    internal static Composed Of(object? value) => new(Walk(value));

    internal string With(Func<string, string> secret, Func<string, string>? words = null) =>
        string.Concat(_parts.Select((part, n) => n % 2 == 1 ? secret(part) : words?.Invoke(part) ?? part));

    private static string Walk(object? value) =>
        value switch
        {
            null => "",
            string words => words,
            ParameterResource { Secret: true } secret =>
                $"{Mark}{secret.Name.ToUpperInvariant().Replace('-', '_')}{Mark}",
            ConnectionStringReference reference => Walk(reference.Resource.ConnectionStringExpression),
            IResourceWithConnectionString source => Walk(source.ConnectionStringExpression),
            // Such as TLS of an endpoint, which nothing has inside a cluster.
            ReferenceExpression { IsConditional: true } choice => Walk(
                Walk(choice.Condition) == choice.MatchValue ? choice.WhenTrue : choice.WhenFalse
            ),
            ReferenceExpression expression => string.Format(
                CultureInfo.InvariantCulture,
                expression.Format,
                [.. expression.ValueProviders.Select(Walk)]
            ),
            EndpointReference endpoint => Property(endpoint, EndpointProperty.Url),
            EndpointReferenceExpression part => Property(part.Endpoint, part.Property),
            _ => throw new NotSupportedException(
                $"{value} ({value.GetType().Name}) cannot be written down for a cluster."
            ),
        };

    /// <summary>A workload is found under its own name, on the port that it listens on.</summary>
    private static string Property(EndpointReference reference, EndpointProperty property)
    {
        var host = reference.Resource.Name;
        var endpoint = reference
            .Resource.Annotations.OfType<EndpointAnnotation>()
            .Single(e => e.Name == reference.EndpointName);
        var port = $"{endpoint.TargetPort ?? endpoint.Port}";
        return property switch
        {
            EndpointProperty.Host => host,
            EndpointProperty.Port or EndpointProperty.TargetPort => port,
            EndpointProperty.Scheme => endpoint.UriScheme,
            EndpointProperty.HostAndPort => $"{host}:{port}",
            EndpointProperty.Url => $"{endpoint.UriScheme}://{host}:{port}",
            EndpointProperty.TlsEnabled => bool.FalseString,
            _ => throw new NotSupportedException($"Nothing is known of {property} of {host} on a cluster."),
        };
    }
}
