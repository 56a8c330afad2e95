// The service of ../Protos/echo.proto, as grpc-js knows it.
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";
import loader from "@grpc/proto-loader";

const file = fileURLToPath(new URL("../Protos/echo.proto", import.meta.url));
const definition = loader.loadSync(file, { keepCase: true, longs: Number, defaults: true });

export const { EchoService } = grpc.loadPackageDefinition(definition).platform.test.v1;
export { grpc };
