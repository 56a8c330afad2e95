namespace Platform.Simulator.Files;

public enum FileFormat
{
    Ndjson,
    Csv,
}
