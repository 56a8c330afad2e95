using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Platform.AppHost.Publishing;

internal static class Yaml
{
    private const string Origin =
        "# Written by aspire publish from AppHost. Changes go into AppHost, or into an overlay.\n";

    /// <summary>A null that is written out, unlike those of properties that a document does without.</summary>
    internal static readonly object Null = new NullValue();

    private static readonly ISerializer Serializer = new SerializerBuilder()
        .WithNamingConvention(NullNamingConvention.Instance)
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull)
        .WithQuotingNecessaryStrings()
        .WithIndentedSequences()
        .WithTypeConverter(new NullConverter())
        .DisableAliases()
        .Build();

    internal static string Of(params IEnumerable<object> documents) =>
        Origin + string.Join("---\n", documents.Select(Serializer.Serialize)).ReplaceLineEndings("\n");

    private sealed class NullValue;

    private sealed class NullConverter : IYamlTypeConverter
    {
        public bool Accepts(Type type) => type == typeof(NullValue);

        public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer) =>
            throw new NotSupportedException();

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
            emitter.Emit(
                new Scalar(
                    AnchorName.Empty,
                    TagName.Empty,
                    "null",
                    ScalarStyle.Plain,
                    isPlainImplicit: true,
                    isQuotedImplicit: false
                )
            );
    }
}
